import type { ConsentCondition } from '../../../index';
import { neededText } from './row';
import type { ConditionRow } from './row';
import { isYes, yesNoField } from './yesNo';

/** Said yes to a purpose, or did not. */
export const consentRow: ConditionRow = {
	name: 'consent',
	displayName: 'Consent',
	values: [
		{
			displayName: 'Purpose',
			name: 'purpose',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. advertising',
			description: 'What the person was asked for, as it was recorded',
		},
		yesNoField('Answer', 'Said Yes', 'Did Not Say Yes'),
	],
	read(row): ConsentCondition {
		return { kind: 'consent', purpose: neededText(row, 'purpose', 'purpose'), granted: isYes(row) };
	},
};
