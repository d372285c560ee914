import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { readComputedKey, SAVED } from '../computed/savedForm';

/** Removes a computed trait from the store and from the profiles. */
export const deleteComputed: Operation = {
	name: 'deleteComputed',
	displayName: 'Delete',
	action: 'Delete computed trait',
	description: 'Remove a computed trait and its values from all profiles; the item keeps its definition',
	properties: [SAVED],
	async execute(call) {
		const key = readComputedKey(call);
		const definition = await call.cdp.computed.get(key);
		const { removed } = await call.cdp.computed.remove(key);
		return oneItem({ key, deleted: removed, definition });
	},
};
