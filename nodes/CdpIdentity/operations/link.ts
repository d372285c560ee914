import { identifierForm, readIdentifier } from '../../shared/identifierForm';
import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { BY, readBy } from './by';

/** Adds evidence by hand. */
export const link: Operation = {
	name: 'link',
	displayName: 'Link',
	action: 'Link two identifiers',
	description: 'State that two identifiers belong to the same person',
	properties: [...identifierForm('First'), ...identifierForm('Second'), BY],
	async execute(call) {
		const [first, second] = [readIdentifier(call, 'First'), readIdentifier(call, 'Second')];
		return oneItem(await call.cdp.identity.link(first, second, readBy(call)));
	},
};
