import type { SourceExample } from '../source';

/** The two shapes in which partners deliver. */
export const examples: SourceExample[] = [
	{
		title: 'one attribute a row, with its provider',
		rows: [{ cookie_id: 'adx-1', attribute: 'interest', value: 'outdoor', provider: 'adx' }],
		calls: [
			{
				type: 'identify',
				context: { provider: 'adx', externalIds: [{ type: 'cookie', id: 'adx-1' }] },
				traits: { interest: 'outdoor' },
			},
		],
	},
	{
		title: "one browser a row, an attribute a column; a partner's cookie has its partner's name",
		rows: [{ 'cookie:adx': '77', age_group: '30-39', income: '52000', empty: '' }],
		calls: [
			{
				type: 'identify',
				context: { externalIds: [{ type: 'cookie:adx', id: '77' }] },
				traits: { age_group: '30-39', income: 52000 },
			},
		],
	},
	{
		title: 'rows that name nobody or say nothing',
		rows: [
			{ attribute: 'interest', value: 'x' },
			{ cookie: 'c1', attribute: 'interest', value: '' },
		],
		calls: [],
		rejected: [
			{ row: 1, field: 'cookie', reason: 'is missing: a row needs a cookie or another identifier' },
			{ row: 2, field: 'attribute', reason: 'is missing: the row says nothing' },
		],
	},
];
