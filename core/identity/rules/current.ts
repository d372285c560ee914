import type { IdentityRules } from '../../model/identityRules';
import type { Tables } from '../../ports';
import { ruleBook, type RuleBook } from './book';
import { DEFAULT_RULES } from './defaults';

/** The rules that hold, and how far the store has been brought up to date with them. */
export interface Regime {
	book: RuleBook;
	/** While a change of rules is being applied: components up to this number follow the new ones. Undefined when all do. */
	replayedUpTo: number | undefined;
}

/** The one fact that a write reads about rules: `{version, after?}`. */
const FACT = 'identity';

interface Fact {
	version: number;
	after?: number;
}

const DEFAULT_BOOK = ruleBook(DEFAULT_RULES);

/** Reads the rules of a store; they are parsed once a version, whichever process changes them. */
export function regimeReader(): (tables: Tables) => Promise<Regime> {
	let known: RuleBook = DEFAULT_BOOK;
	return async (tables) => {
		const fact = await readFact(tables);
		if (fact.version !== known.rules.version) known = await bookOf(tables, fact.version);
		return { book: known, replayedUpTo: fact.after };
	};
}

/** The rules of one version. */
export async function bookOf(tables: Tables, version: number): Promise<RuleBook> {
	if (version === 0) return DEFAULT_BOOK;
	const row = await tables.rules.get(version);
	return row ? ruleBook({ ...(JSON.parse(row.rules) as IdentityRules), version }) : DEFAULT_BOOK;
}

export async function readFact(tables: Tables): Promise<Fact> {
	const text = await tables.meta.get(FACT);
	return text === undefined ? { version: 0 } : (JSON.parse(text) as Fact);
}

export async function writeFact(tables: Tables, fact: Fact): Promise<void> {
	await tables.meta.set(FACT, JSON.stringify(fact));
}
