import type { Cdp, ReviewDecision } from '../../cdp';
import { InputError } from '../../model/errors';
import type { Clock, IdentifierRow, PairRow, Store, Tables } from '../../ports';
import { forbid, link, type Bench } from '../decisions';
import type { Regime } from '../rules/current';
import { gather } from './gather';
import { strongest, type Unit } from './units';

/** An answer to reviews. */
interface Answer {
	ids: string | string[];
	answer: Parameters<Cdp['identity']['decideReview']>[1];
	by: string;
}

/** Review ids are the two units: `12.57`. */
export function readReviewId(id: string): { a: number; b: number } {
	const match = /^([1-9]\d{0,15})\.([1-9]\d{0,15})$/.exec(id);
	if (!match) throw unknownReview();
	return { a: Number(match[1]), b: Number(match[2]) };
}

const unknownReview = (): InputError =>
	new InputError('There is no such review.', 'Take an id from the list of reviews.', 'REVIEW_UNKNOWN');

/** Keeps what a person says of pairs as evidence, all in one transaction: it holds whatever is trained or replayed later. */
export async function decideReviews(
	store: Store,
	clock: Clock,
	regime: (tables: Tables) => Promise<Regime>,
	{ ids, answer, by }: Answer,
): Promise<ReviewDecision> {
	if (answer !== 'confirm' && answer !== 'reject')
		throw new InputError('The answer is not understood.', 'Answer confirm or reject.');
	const pairs = [...new Set(typeof ids === 'string' ? [ids] : ids)].map(readReviewId);
	if (pairs.length === 0) throw new InputError('No review is named.', 'Name at least one.');
	return store.write(async (tables) => {
		const { book } = await regime(tables);
		const bench: Bench = { tables, book, time: clock.now(), fresh: new Set(), by };
		const result: ReviewDecision = { profiles: [], after: [], changes: 0, decided: 0, refused: [] };
		for (const { a, b } of pairs) await decideOne(bench, a, b, answer, result);
		return result;
	});
}

async function decideOne(
	bench: Bench,
	a: number,
	b: number,
	answer: Answer['answer'],
	result: ReviewDecision,
): Promise<void> {
	const { tables } = bench;
	const pair = (await tables.duplicates.pairsOf([a])).find((row) => row.a === a && row.b === b);
	if (!pair) throw unknownReview();
	const { unitOf } = await gather(tables, { reached: new Set([a, b]), pairs: [] });
	const [left, right] = [unitOf.get(a), unitOf.get(b)];
	if (!left || !right) throw unknownReview();
	if (left === right) {
		if (answer === 'reject')
			throw new InputError(
				'Other evidence has joined the two.',
				'Use Unlink or Split to take them apart.',
				'REVIEW_JOINED',
			);
		return settled(tables, pair, { state: 'confirmed', reason: null, by: bench.by, time: bench.time });
	}
	const ends = [speaker(left, bench), speaker(right, bench)] as const;
	const confirmed = answer === 'confirm' ? await link(bench, ...ends) : undefined;
	const decision = confirmed ?? (await forbid(bench, ...ends));
	const reason = confirmed && !confirmed.joined ? confirmed.reason : null;
	const state = answer === 'confirm' ? 'confirmed' : 'rejected';
	await settled(tables, pair, { state, reason, by: bench.by, time: bench.time });
	if (reason !== null) result.refused.push({ id: `${a}.${b}`, reason });
	const fresh = new Set(decision.profiles);
	result.profiles = [...result.profiles.filter((id) => !fresh.has(id)), ...decision.profiles];
	result.after = [...result.after.filter(({ id }) => !fresh.has(id)), ...decision.after];
	result.changes += decision.changes;
	result.decided += 1;
}

const speaker = (unit: Unit, { book }: Bench): IdentifierRow =>
	strongest(unit, book) ?? (unit.identifiers[0] as IdentifierRow);

const settled = (
	tables: Tables,
	pair: PairRow,
	said: Pick<PairRow, 'state' | 'reason' | 'by' | 'time'>,
): Promise<void> => tables.duplicates.putPairs([{ ...pair, ...said }]);
