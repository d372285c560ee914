import type { SourceExample } from '../source';

/** The two shapes in which partners deliver. */
export const examples: SourceExample[] = [
	{
		title: 'one attribute a row, with its provider',
		rows: [{ cookie_id: 'adx-1', attribute: 'interest', value: 'outdoor', provider: 'adx' }],
		calls: [
			{
				type: 'identify',
				context: { thirdParty: { provider: 'adx' }, externalIds: [{ type: 'cookie', id: 'adx-1' }] },
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
				context: { thirdParty: { provider: 'attributes' }, externalIds: [{ type: 'cookie:adx', id: '77' }] },
				traits: { age_group: '30-39', income: 52000 },
			},
		],
	},
	{
		title: "keyed by the provider's own id, with price and expiry",
		rows: [
			{
				partner_id: '900719925474099312',
				provider: 'adx',
				attribute: 'income',
				value: '52000',
				price: '0,12',
				currency: 'usd',
				expires: '2026-07-01',
				time: '2026-06-01',
			},
		],
		calls: [
			{
				type: 'identify',
				context: {
					thirdParty: { provider: 'adx', price: 0.12, currency: 'USD', expires: '2026-07-01T00:00:00.000Z' },
					externalIds: [{ type: 'cookie:adx', id: '900719925474099312' }],
				},
				traits: { income: 52000 },
				timestamp: '2026-06-01T00:00:00.000Z',
			},
		],
	},
	{
		title: 'terms that cannot be read',
		rows: [
			{ cookie: 'c1', attribute: 'a', value: 'x', price: 'cheap' },
			{ cookie: 'c1', attribute: 'a', value: 'x', price: '-1' },
			{ cookie: 'c1', attribute: 'a', value: 'x', price: '1', currency: 'euros' },
			{ cookie: 'c1', attribute: 'a', value: 'x', expires: 'soon' },
			{ cookie: 'c1', attribute: 'a', value: 'x', time: '2026-06-02', expires: '2026-06-01' },
		],
		calls: [],
		rejected: [
			{ row: 1, field: 'price', reason: 'is not a number' },
			{ row: 2, field: 'price', reason: 'is negative' },
			{ row: 3, field: 'currency', reason: 'must be three letters such as EUR' },
			{ row: 4, field: 'expires', reason: 'is not a date' },
			{ row: 5, field: 'expires', reason: 'lies before the time of the attribute' },
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
