import type { Survivorship } from '../model/identityRules';
import type { Json } from '../model/json';
import { providerOfSource } from '../model/thirdParty';
import type { ObservationRow, TraitRow } from '../ports';
import { facets } from '../segments/facets';

/** What one fold may look at: trusted sources alone where the rule says so and one of them has spoken. */
export function heard(observations: readonly ObservationRow[], rule: Survivorship): readonly ObservationRow[] {
	const own = withoutProviders(observations, rule);
	const trusted = rule.verifiedFirst ? own.filter((o) => o.verified === 1) : [];
	return trusted.length > 0 ? trusted : own;
}

/** What data providers say fills gaps; only a rule that ranks sources by name lets them speak beside our own. */
function withoutProviders(observations: readonly ObservationRow[], rule: Survivorship): readonly ObservationRow[] {
	if (rule.keep === 'sources') return observations;
	const own = observations.filter((o) => providerOfSource(o.source) === undefined);
	return own.length > 0 ? own : observations;
}

/** The trait's value out of everything that was said, by its survivorship rule; ties by source and value. Pure. */
export function foldTrait(
	profile: number,
	key: string,
	observations: readonly ObservationRow[],
	rule: Survivorship,
): TraitRow | undefined {
	const best = survivor(heard(observations, rule), rule);
	if (!best || best.value === 'null') return undefined;
	return {
		profile,
		key,
		value: best.value,
		...facets(JSON.parse(best.value) as Json),
		time: best.last_time,
		source: best.source,
	};
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const tie = (a: ObservationRow, b: ObservationRow): number =>
	compare(a.source, b.source) || compare(a.value_key, b.value_key);
const latest = (a: ObservationRow, b: ObservationRow): number => b.last_time - a.last_time || tie(a, b);

type Survivor = Pick<ObservationRow, 'value' | 'last_time' | 'source'>;

function survivor(observations: readonly ObservationRow[], rule: Survivorship): Survivor | undefined {
	// The last word may be that there is no value any more; every other rule chooses among values.
	if (rule.keep === 'latest') return [...observations].sort(latest)[0];
	const said = observations.filter((o) => o.value !== 'null');
	if (said.length === 0) return undefined;
	if (rule.keep === 'union') return union(said);
	return [...said].sort(orderOf(rule, said))[0];
}

type Order = (a: ObservationRow, b: ObservationRow) => number;

function orderOf(rule: Survivorship, said: readonly ObservationRow[]): Order {
	const then =
		(first: Order): Order =>
		(a, b) =>
			first(a, b) || latest(a, b);
	switch (rule.keep) {
		case 'first':
			return (a, b) => a.first_time - b.first_time || tie(a, b);
		case 'mostFrequent': {
			const times = new Map<string, number>();
			for (const o of said) times.set(o.value_key, (times.get(o.value_key) ?? 0) + o.times);
			return then((a, b) => (times.get(b.value_key) ?? 0) - (times.get(a.value_key) ?? 0));
		}
		case 'longest':
			return then((a, b) => b.value.length - a.value.length);
		case 'max':
			return then((a, b) => larger(b.value, a.value));
		case 'min':
			return then((a, b) => larger(a.value, b.value));
		default: {
			const rank = (o: ObservationRow) => (rule.sources ?? []).indexOf(o.source) >>> 0;
			return then((a, b) => rank(a) - rank(b));
		}
	}
}

/** Numbers by size, dates and other text by letters; numbers before text. */
function larger(a: string, b: string): number {
	const [x, y] = [JSON.parse(a) as Json, JSON.parse(b) as Json];
	if (typeof x === 'number' && typeof y === 'number') return x - y;
	return typeof x === typeof y ? compare(String(x), String(y)) : typeof x === 'number' ? -1 : 1;
}

/** Every value once, lists taken apart, in the order they were first said. */
function union(said: readonly ObservationRow[]): Survivor {
	const ordered = [...said].sort((a, b) => a.first_time - b.first_time || tie(a, b));
	const values = new Map<string, Json>();
	for (const { value } of ordered) {
		const parsed = JSON.parse(value) as Json;
		for (const one of Array.isArray(parsed) ? parsed : [parsed]) values.set(JSON.stringify(one), one);
	}
	const last = [...said].sort(latest)[0] as ObservationRow;
	return { value: JSON.stringify([...values.values()]), last_time: last.last_time, source: last.source };
}
