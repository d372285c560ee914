import type { EventCondition } from '../../../index';
import { comparedValue } from './comparison';
import { neededNumber } from './row';
import type { ConditionRow } from './row';
import { readWindow, windowFields } from './windowFields';

/** Had pages before its eyes for so long: what the browser tag sends when a page is hidden or left. */
export const dwellRow: ConditionRow = {
	name: 'dwell',
	displayName: 'Dwell Time',
	values: [
		{
			displayName: 'Seconds at Least',
			name: 'seconds',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 60,
			description: 'How long pages were visible, added up; hidden tabs do not count',
		},
		{
			displayName: 'Content Category',
			name: 'category',
			type: 'string',
			default: '',
			placeholder: 'e.g. bikes, helmets',
			description: 'Only pages of one of these categories, with commas between; all pages when empty',
		},
		...windowFields('last', 'browsers'),
	],
	read(row): EventCondition {
		const category = typeof row.category === 'string' ? row.category.trim() : '';
		const value = neededNumber({ seconds: 60, ...row }, 'seconds', 'number of seconds');
		return {
			kind: 'event',
			name: 'Page Engaged',
			measure: { of: 'sum', property: 'dwell_seconds' },
			count: { comparison: 'atLeast', value },
			...readWindow(row, 'last', 'browsers'),
			...(category === ''
				? {}
				: {
						where: [
							{ property: 'category', path: [], comparison: 'isOneOf', value: comparedValue('isOneOf', category) },
						],
					}),
		};
	},
};
