import { limitForm } from '../../shared/limitForm';
import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { differences } from '../rules/differences';
import { RULES_FORM } from '../rules/form';
import { mergeRules } from '../rules/merge';
import { readChange } from '../rules/read';

/** Who would merge and split under other rules. */
export const previewRules: Operation = {
	name: 'previewRules',
	displayName: 'Preview Rules',
	action: 'Preview rules',
	description: 'Show who would merge and split under changed rules, and why, without changing anything',
	properties: [...RULES_FORM, limitForm('Max number of examples; the counts are always complete')],
	per: 'run',
	async execute(call) {
		const present = await call.cdp.identity.rules();
		const start = call.parameter<string>('startFrom', 'present') === 'present' ? present : undefined;
		const rules = mergeRules(start, readChange(call));
		const preview = await call.cdp.identity.previewRules(rules, { examples: call.parameter<number>('limit', 50) });
		return oneItem({ changed: differences(present, rules), ...preview });
	},
};
