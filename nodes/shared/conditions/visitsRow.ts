import type { VisitsCondition } from '../../../index';
import { readMeasure, TIMES } from './measureFields';
import type { ConditionRow } from './row';
import type { Subject } from './subject';
import { readWindow, windowFields } from './windowFields';

/** Came so many times; half an hour of silence ends a visit. */
export function visitsRow(of: Subject): ConditionRow {
	return {
		name: 'visits',
		displayName: 'Visits',
		values: [...TIMES, ...windowFields('last', of)],
		read(row): VisitsCondition {
			const { count } = readMeasure(row);
			return { kind: 'visits', count, ...readWindow(row, 'last', of) };
		},
	};
}
