import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { questionForm, readQuestion } from '../question';

/** What this visitor sees, now. */
export const decide: Operation = {
	name: 'decide',
	displayName: 'Decide',
	action: 'Decide what a visitor sees',
	description: 'Choose the variant and the products for a visitor, in milliseconds; a slow store gives the fallback',
	properties: questionForm(),
	async execute(call) {
		return oneItem(await call.cdp.personalize.decide(readQuestion(call)));
	},
};
