import { identifierForm, readIdentifier } from '../../shared/identifierForm';
import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';

/** Erases one person. */
export const erase: Operation = {
	name: 'erase',
	displayName: 'Erase',
	action: 'Erase profile',
	description: 'Erase one person for good; destinations are told at their next push',
	properties: identifierForm(),
	async execute(call) {
		return oneItem(await call.cdp.profiles.erase(readIdentifier(call)));
	},
};
