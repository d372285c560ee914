import type { SegmentCondition } from '../../../index';
import { locator } from '../locator';
import { neededText } from './row';
import type { ConditionRow } from './row';
import { isYes, yesNoField } from './yesNo';

/** Is in another segment, or is not. */
export const segmentRow: ConditionRow = {
	name: 'segment',
	displayName: 'In Segment',
	values: [
		locator({
			displayName: 'Segment',
			name: 'segment',
			method: 'searchSegments',
			description: 'A saved segment of people; it is brought up to date first',
			placeholder: 'e.g. loyal-customers',
		}),
		yesNoField('Membership', 'Is in It', 'Is Not in It'),
	],
	read(row): SegmentCondition {
		return { kind: 'segment', segment: neededText(row, 'segment', 'segment'), is: isYes(row) };
	},
};
