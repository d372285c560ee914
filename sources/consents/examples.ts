import type { SourceExample } from '../source';

/** Decisions as forms, CRMs and consent platforms write them. */
export const examples: SourceExample[] = [
	{
		title: 'a decision with time and proof',
		rows: [
			{
				customer_number: '10042',
				purpose: 'advertising',
				granted: 'true',
				time: '2024-05-01T10:00:00Z',
				proof: 'form-7',
			},
		],
		calls: [
			{
				type: 'identify',
				context: {
					consent: { categoryPreferences: { advertising: true } },
					consentProof: 'form-7',
					externalIds: [{ type: 'customer', id: '10042' }],
				},
				traits: {},
				timestamp: '2024-05-01T10:00:00.000Z',
			},
		],
	},
	{
		title: 'several purposes, named by TYPE:VALUE',
		rows: [{ identifier: 'email:a@b.example', purpose: 'Advertising; analytics', status: 'denied' }],
		calls: [
			{
				type: 'identify',
				context: {
					consent: { categoryPreferences: { advertising: false, analytics: false } },
					traits: { email: 'a@b.example' },
				},
				traits: {},
			},
		],
	},
	{
		title: 'a column a purpose',
		rows: [{ email: 'a@b.example', 'Consent advertising': 'Ja', consent_analytics: 'nein' }],
		calls: [
			{
				type: 'identify',
				context: {
					consent: { categoryPreferences: { advertising: true, analytics: false } },
					traits: { email: 'a@b.example' },
				},
				traits: {},
			},
		],
	},
	{
		title: 'what cannot be read is neither yes nor no',
		rows: [
			{ email: 'a@b.example', purpose: 'advertising', granted: 'maybe' },
			{ email: 'a@b.example', granted: 'yes' },
			{ purpose: 'advertising', granted: 'yes' },
		],
		calls: [],
		rejected: [
			{ row: 1, field: 'granted', reason: 'is neither yes nor no' },
			{ row: 2, field: 'purpose', reason: 'is missing' },
			{ row: 3, field: 'email', reason: 'is missing: a row needs an identifier' },
		],
	},
];
