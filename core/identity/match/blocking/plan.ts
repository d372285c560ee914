import { seededRandom } from '../random';
import type { Records } from '../records';
import type { BaseKey } from './keys';

/** Base keys that must all agree for two records to be compared. */
export interface Scheme {
	keys: readonly BaseKey[];
	/** Candidate pairs it makes for each record. */
	cost: number;
}

const SEED = 20_11;
const VIRTUAL = 1024;
const WORDS = VIRTUAL / 32;
const MOST_SCHEMES = 24;
/** An error profile of true matches before anything is known: most fields equal, some mistyped, some different. */
const EQUAL = 0.72;
const MISTYPED = 0.2;
/** Building an index costs about as much as comparing this many pairs a record. */
const BUILD_COST = 1;
const LEAST_GAIN = 2;

type Bits = Int32Array;

interface Option extends Scheme {
	hits: Bits;
}

/** Which of the imagined true matches agree in each base key; records differ in how dirty they are. */
function imagine(keys: readonly BaseKey[], records: Records): Bits[] {
	const random = seededRandom(SEED);
	const hits = keys.map(() => new Int32Array(WORDS));
	for (let t = 0; t < VIRTUAL; t++) {
		const dirt = 0.4 + 1.2 * random();
		const state = records.columns.map((column) => {
			const share = column.filled / records.rows;
			if (random() > share * share + 0.5 * share * (1 - share)) return 2;
			const draw = random();
			const equal = 1 - (1 - EQUAL) * dirt;
			return draw < equal ? 0 : draw < equal + MISTYPED * dirt ? 1 : 2;
		});
		keys.forEach((key, k) => {
			const draw = random();
			const column = state[key.column]!;
			if (column === 0 || (column === 1 && draw < key.survives)) hits[k]![t >> 5]! |= 1 << (t & 31);
		});
	}
	return hits;
}

function both(a: Bits, b: Bits): Bits {
	return a.map((word, i) => word & b[i]!);
}

/** Every single key, pair and triple of keys of different columns whose expected number of pairs fits the budget. */
function options(keys: readonly BaseKey[], hits: readonly Bits[], size: number, budget: number): Option[] {
	const found: Option[] = [];
	const extend = (chosen: BaseKey[], share: number, bits: Bits, from: number) => {
		for (let k = from; k < keys.length; k++) {
			const key = keys[k]!;
			if (key.collide <= 0 || chosen.some((other) => other.column === key.column)) continue;
			const collide = share * key.collide;
			const next = chosen.length === 0 ? hits[k]! : both(bits, hits[k]!);
			const cost = (collide * size) / 2;
			if (cost <= budget / 3) found.push({ keys: [...chosen, key], cost, hits: next });
			else if (chosen.length < 2) extend([...chosen, key], collide, next, k + 1);
		}
	};
	extend([], 1, new Int32Array(WORDS), 0);
	return found;
}

function countBits(word: number): number {
	let v = word - ((word >>> 1) & 0x55555555);
	v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
	return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Worth of covering an imagined match for the first, second … time: real keys fail together, so one cover is not enough. */
const WORTH = [1, 0.5, 0.25, 0.12];

function gainOf(hits: Bits, covered: readonly Bits[]): number {
	let gain = 0;
	for (let i = 0; i < WORDS; i++) {
		let fresh = hits[i]!;
		for (let level = 0; level < WORTH.length && fresh !== 0; level++) {
			gain += WORTH[level]! * countBits(fresh & ~covered[level]![i]!);
			fresh &= covered[level]![i]!;
		}
	}
	return gain;
}

function cover(hits: Bits, covered: readonly Bits[]): void {
	for (let i = 0; i < WORDS; i++) {
		let carried = hits[i]!;
		for (const level of covered) {
			const before = level[i]!;
			level[i] = before | carried;
			carried &= before;
		}
	}
}

function bestOption(
	open: readonly Option[],
	covered: readonly Bits[],
	left: number,
	build: number,
): Option | undefined {
	let best: Option | undefined;
	let bestValue = 0;
	for (const option of open) {
		if (option.cost > left) continue;
		const gain = gainOf(option.hits, covered);
		const value = gain / (option.cost + build);
		if (gain >= LEAST_GAIN && value > bestValue) [best, bestValue] = [option, value];
	}
	return best;
}

/** The greedy choice within a budget for so many records. */
function choose(keys: readonly BaseKey[], records: Records, size: number, budget: number): Scheme[] {
	let open = options(keys, imagine(keys, records), size, budget);
	const covered = WORTH.map(() => new Int32Array(WORDS));
	const plan: Scheme[] = [];
	let left = budget;
	while (plan.length < MOST_SCHEMES) {
		const best = bestOption(open, covered, left, Math.max(BUILD_COST, budget / MOST_SCHEMES));
		if (best === undefined) break;
		plan.push({ keys: best.keys, cost: best.cost });
		left -= best.cost;
		cover(best.hits, covered);
		// The same keys again, or with one more, bring nobody new together.
		open = open.filter((option) => best.keys.some((key) => !option.keys.includes(key)));
	}
	return plan;
}

/** Chooses the schemes that cover most imagined matches for their cost, greedily, until the budget of pairs a record is used up. */
export function planBlocking(keys: readonly BaseKey[], records: Records, budget: number): Scheme[] {
	if (records.size / 2 <= budget) return [{ keys: [], cost: records.size / 2 }];
	return choose(keys, records, records.size, budget);
}

/** A scheme by name, as a trained model keeps it: columns by number, each with one of its rules. */
export type NamedScheme = ReadonlyArray<{ column: number; rule: string }>;

/** Schemes for a store that will hold `size` records like these, of which one at a time is looked up. */
export function planStore(keys: readonly BaseKey[], records: Records, size: number, budget: number): NamedScheme[] {
	return choose(keys, records, size, budget).map((scheme) =>
		scheme.keys.map(({ column, name }) => ({ column, rule: name })),
	);
}
