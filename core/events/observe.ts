import { uniqBy } from 'lodash';
import type { RuleBook } from '../identity/rules/book';
import type { Tables } from '../ports';
import { refold, refoldConsents } from '../profiles/refold';
import { consentRows, observationRows, type Told } from './told';

/** Stores what calls say of people (traits) and what people say of us (consents), and folds the traits again. */
export async function observe(tables: Tables, told: readonly Told[], book: RuleBook): Promise<void> {
	const observations = observationRows(told);
	if (observations.length > 0) {
		await tables.traits.observe(observations);
		const of = observations.map(({ profile, key }) => ({ profile, key }));
		await refold(
			tables,
			uniqBy(of, (o) => `${o.profile}\u0001${o.key}`),
			book,
		);
	}
	const consents = consentRows(told);
	if (consents.length === 0) return;
	await tables.consents.record(consents);
	await refoldConsents(tables, [...new Set(consents.map((row) => row.profile))]);
}
