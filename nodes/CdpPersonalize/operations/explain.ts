import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { questionForm, readQuestion } from '../question';

/** The same with every rule that was looked at; nothing is logged. */
export const explain: Operation = {
	name: 'explain',
	displayName: 'Explain',
	action: 'Explain a decision',
	description:
		'See what a visitor would get and why: consent, lot, and every rule that was looked at. Nothing is logged.',
	properties: questionForm(),
	async execute(call) {
		return oneItem(await call.cdp.personalize.explain(readQuestion(call)));
	},
};
