import { sql } from 'kysely';
import type { ConsentCondition } from '../../model/segment';
import { consentKey } from '../../profiles/hidden';
import type { Operator } from '../operator';

/** Said yes to a purpose; what is not known counts as no. */
export const consent: Operator<ConsentCondition> = {
	kind: 'consent',
	toSql: ({ purpose, granted }) => {
		const found = sql`EXISTS (SELECT 1 FROM trait t WHERE t.profile = s.profile AND t.key = ${consentKey(purpose)} AND t.text = 'true')`;
		return granted ? found : sql`NOT ${found}`;
	},
	matches: ({ purpose, granted }, person) => person.consents.has(purpose) === granted,
	say: ({ purpose, granted }) => `${granted ? 'consents' : 'does not consent'} to ${purpose}`,
	facts: ({ purpose }, person) => (person.consents.has(purpose) ? 'said yes' : 'did not say yes'),
	children: () => [],
	events: () => [],
	flips: () => [],
	examples: [
		{
			title: 'yes, no and nothing known',
			now: '2026-06-01T00:00:00Z',
			condition: { kind: 'consent', purpose: 'advertising', granted: true },
			people: [
				{ is: true, consent: { advertising: true } },
				{ is: false, consent: { advertising: false } },
				{ is: false, consent: { analytics: true } },
				{ is: false },
			],
		},
		{
			title: 'nothing known is no',
			now: '2026-06-01T00:00:00Z',
			condition: { kind: 'consent', purpose: 'advertising', granted: false },
			people: [
				{ is: false, consent: { advertising: true } },
				{ is: true, consent: { advertising: false } },
				{ is: true },
			],
		},
	],
};
