import { identifierForm, readIdentifier } from '../../shared/identifierForm';
import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';

/** Everything held about one person. */
export const exportProfile: Operation = {
	name: 'export',
	displayName: 'Export',
	action: 'Export profile',
	description: 'Get everything held about one person, to answer a request for access',
	properties: identifierForm(),
	async execute(call) {
		return oneItem(await call.cdp.profiles.export(readIdentifier(call)));
	},
};
