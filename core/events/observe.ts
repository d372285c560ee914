import type { RuleBook } from '../identity/rules/book';
import type { Tables } from '../ports';
import { uniqPairs } from '../profiles/derive';
import { refold, refoldConsents } from '../profiles/refold';
import { consentRows, observationRows, type Told } from './told';

/** Stores what calls say of people (traits) and what people say of us (consents), and folds the traits again. */
export async function observe(tables: Tables, told: readonly Told[], book: RuleBook): Promise<void> {
	const observations = observationRows(told, book);
	if (observations.length > 0) {
		await tables.traits.observe(observations);
		await refold(tables, uniqPairs(observations.map(({ profile, key }) => ({ profile, key }))), book);
	}
	const consents = consentRows(told);
	if (consents.length === 0) return;
	await tables.consents.record(consents);
	await refoldConsents(tables, [...new Set(consents.map((row) => row.profile))]);
}
