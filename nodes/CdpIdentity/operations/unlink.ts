import { identifierForm, readIdentifier } from '../../shared/identifierForm';
import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { BY, readBy } from './by';

/** Undoes a merge. */
export const unlink: Operation = {
	name: 'unlink',
	displayName: 'Unlink',
	action: 'Unlink two identifiers',
	description: 'Undo what joined two identifiers, for good; both former profiles come back',
	properties: [...identifierForm('First'), ...identifierForm('Second'), BY],
	async execute(call) {
		const [first, second] = [readIdentifier(call, 'First'), readIdentifier(call, 'Second')];
		return oneItem(await call.cdp.identity.unlink(first, second, readBy(call)));
	},
};
