import type { SourceExample } from '../source';

/** Events in, the same events out. */
export const examples: SourceExample[] = [
	{
		title: 'a call passes as it is',
		rows: [
			{
				type: 'track',
				userId: 'u1',
				event: 'Signed Up',
				messageId: 'm1',
				timestamp: '2024-05-01T10:00:00Z',
				properties: { plan: 'pro' },
			},
		],
		calls: [
			{
				type: 'track',
				userId: 'u1',
				event: 'Signed Up',
				messageId: 'm1',
				timestamp: '2024-05-01T10:00:00Z',
				properties: { plan: 'pro' },
			},
		],
	},
	{
		title: 'a row of a table has properties and traits in columns of their own',
		rows: [
			{
				event_name: 'Product Viewed',
				user_id: 'u1',
				message_id: 'm2',
				'properties.price': '9.90',
				'properties.sku': '0017',
				'properties.empty': '',
			},
		],
		calls: [
			{
				type: 'track',
				event: 'Product Viewed',
				userId: 'u1',
				messageId: 'm2',
				properties: { price: 9.9, sku: '0017' },
			},
		],
	},
	{
		title: 'a saved request of the batch API is several calls',
		rows: [
			{
				batch: [
					{ type: 'page', anonymousId: 'a1', messageId: 'm3' },
					{ type: 'identify', userId: 'u1', messageId: 'm4' },
				],
			},
		],
		calls: [
			{ type: 'page', anonymousId: 'a1', messageId: 'm3' },
			{ type: 'identify', userId: 'u1', messageId: 'm4' },
		],
	},
];
