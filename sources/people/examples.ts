import type { SourceExample } from '../source';

/** People of all kinds of files; `messageId` is made from the content and left out here. */
export const examples: SourceExample[] = [
	{
		title: 'columns are recognised by many names, others become traits',
		rows: [
			{
				'Kunden-Nr': '007',
				'E-Mail': 'Ann@Example.com',
				Vorname: 'Ann',
				PLZ: '01067',
				'Orders per Year': '12',
				Newsletter: 'true',
				Notizen: ' likes tea; call\nafter 5 ',
			},
		],
		calls: [
			{
				type: 'identify',
				context: { traits: { email: 'Ann@Example.com' }, externalIds: [{ type: 'customer', id: '007' }] },
				traits: {
					email: 'Ann@Example.com',
					first_name: 'Ann',
					postcode: '01067',
					'Orders per Year': 12,
					Newsletter: true,
					notes: ' likes tea; call\nafter 5 ',
				},
			},
		],
	},
	{
		title: 'phones get their country code when the region is given',
		settings: { defaultRegion: 'DE' },
		rows: [{ user_id: 'u1', phone: '0151 2345 6789' }],
		calls: [
			{
				type: 'identify',
				userId: 'u1',
				context: { traits: { phone: '+4915123456789' } },
				traits: { phone: '+4915123456789' },
			},
		],
	},
	{
		title: 'consent columns record consent, dates say since when',
		rows: [{ email: 'a@b.example', consent_advertising: 'yes', 'consent.analytics': '0', updated_at: '2024-02-03' }],
		calls: [
			{
				type: 'identify',
				context: {
					consent: { categoryPreferences: { advertising: true, analytics: false } },
					traits: { email: 'a@b.example' },
				},
				traits: { email: 'a@b.example' },
				timestamp: '2024-02-03T00:00:00.000Z',
			},
		],
	},
	{
		title: 'numbers stay text where a number would lose something',
		rows: [
			{
				user_id: 'u1',
				height: '1.80',
				long: '12345678901234567',
				plus: '+5',
				tax_id: '12345',
				flag: 'FALSE',
				ratio: '0.5',
			},
		],
		calls: [
			{
				type: 'identify',
				userId: 'u1',
				traits: { height: 1.8, long: '12345678901234567', plus: '+5', tax_id: '12345', flag: false, ratio: 0.5 },
			},
		],
	},
	{
		title: 'a row that names nobody, and one with a date that is none',
		rows: [{ first_name: 'Ann' }, { email: 'a@b.example', updated_at: 'soon' }],
		calls: [],
		rejected: [
			{ row: 1, field: 'email', reason: 'is missing: a row needs a user id, customer number, e-mail or phone' },
			{ row: 2, field: 'updated_at', reason: 'is not a date' },
		],
	},
];
