import type { SourceExample } from '../source';

/** Exports of ad platforms. */
export const examples: SourceExample[] = [
	{
		title: 'a campaign and day',
		rows: [
			{
				'Campaign name': 'spring',
				Day: '2024-05-01',
				'Amount spent': '1,234.50',
				'Link clicks': '300',
				Impressions: '12000',
				Currency: 'eur',
			},
		],
		calls: [{ campaign: 'spring', date: '2024-05-01', cost: 1234.5, clicks: 300, impressions: 12000, currency: 'EUR' }],
	},
	{
		title: "the day is the one in the file's time zone",
		settings: { timezone: 'Europe/Berlin' },
		rows: [{ campaign: 'spring', date: '1.5.2024', cost: '12,5' }],
		calls: [{ campaign: 'spring', date: '2024-05-01', cost: 12.5 }],
	},
	{
		title: 'rows without campaign, day or cost',
		rows: [
			{ date: '2024-05-01', cost: '1' },
			{ campaign: 'x', date: 'May', cost: '1' },
			{ campaign: 'x', date: '2024-05-01', cost: 'free' },
		],
		calls: [],
		rejected: [
			{ row: 1, field: 'campaign', reason: 'is missing' },
			{ row: 2, field: 'date', reason: 'is not a date' },
			{ row: 3, field: 'cost', reason: 'is not a number' },
		],
	},
];
