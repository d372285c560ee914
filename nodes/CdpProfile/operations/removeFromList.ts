import { identifierForm, readIdentifier } from '../../shared/identifierForm';
import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { LIST, readList } from '../listForm';

/** Takes one person off a static list. */
export const removeFromList: Operation = {
	name: 'removeFromList',
	displayName: 'Remove From List',
	action: 'Remove profile from list',
	description: 'Take a person off a list, by whichever identifier the person stands on it',
	properties: [LIST, ...identifierForm()],
	async execute(call) {
		const key = readList(call);
		const identifier = readIdentifier(call);
		const { removed } = await call.cdp.lists.takeOff(key, [identifier]);
		return oneItem({ list: key, ...identifier, removed: removed > 0 });
	},
};
