import { identifierForm, readIdentifier } from '../../shared/identifierForm';
import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';

/** The profile an identifier belongs to. */
export const resolve: Operation = {
	name: 'resolve',
	displayName: 'Resolve',
	action: 'Resolve identifier',
	description: 'Find the profile that an identifier belongs to',
	properties: identifierForm(),
	async execute(call) {
		const identifier = readIdentifier(call);
		const found = await call.cdp.identity.resolve(identifier);
		return oneItem(found === undefined ? { found: false, ...identifier } : { found: true, ...found });
	},
};
