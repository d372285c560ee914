import type { ListCondition } from '../../../index';
import { locator } from '../locator';
import { neededText } from './row';
import type { ConditionRow } from './row';
import { isYes, yesNoField } from './yesNo';

/** Stands on a static list, or does not. */
export const listRow: ConditionRow = {
	name: 'list',
	displayName: 'On List',
	values: [
		locator({
			displayName: 'List',
			name: 'list',
			method: 'searchStaticLists',
			description: 'A list that was uploaded or filled by CDP Profile; the number is how many identifiers stand on it',
			placeholder: 'e.g. trade-fair-2026',
		}),
		yesNoField('Membership', 'Is on It', 'Is Not on It'),
	],
	read(row): ListCondition {
		return { kind: 'list', list: neededText(row, 'list', 'list'), is: isYes(row) };
	},
};
