import type { ConsentCondition } from '../../../index';
import { locator } from '../locator';
import { neededText } from './row';
import type { ConditionRow } from './row';
import { isYes, yesNoField } from './yesNo';

/** Said yes to a purpose, or did not. */
export const consentRow: ConditionRow = {
	name: 'consent',
	displayName: 'Consent',
	values: [
		locator({
			displayName: 'Purpose',
			name: 'purpose',
			method: 'searchPurposes',
			description: 'What people were asked for, as it was recorded; the number is how often somebody answered',
			placeholder: 'e.g. advertising',
		}),
		yesNoField('Answer', 'Said Yes', 'Did Not Say Yes'),
	],
	read(row): ConsentCondition {
		return { kind: 'consent', purpose: neededText(row, 'purpose', 'purpose'), granted: isYes(row) };
	},
};
