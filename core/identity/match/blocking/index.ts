import type { Records } from '../records';
import type { BaseKey } from './keys';
import type { Scheme } from './plan';
import { sortByKey } from './sort';

/** For each record the places in `members` where it stands; a block is a run of `members` that ends before `end`. */
interface Blocks {
	members: Int32Array;
	end: Int32Array;
	placeStart: Int32Array;
	places: Int32Array;
}

/** Finds, for a record, the later records that share a block with it. */
export interface CandidateIndex {
	/** Calls `visit` once for each candidate `j > i`. */
	each(i: number, visit: (j: number) => void): void;
}

/** Keys of a record in a scheme: the product of the keys of its columns. */
const MOST_KEYS = 64;
const LEAST_WINDOW = 50;
const PROBES = 400;

function mix(a: number, b: number): number {
	let h = Math.imul(a ^ Math.imul(b + 0x7f4a7c15, 0x9e3779b1), 0x85ebca6b);
	h ^= h >>> 15;
	h = Math.imul(h, 0xc2b2ae35);
	return (h ^ (h >>> 13)) >>> 0;
}

/** Room for the keys of one record: those so far, and those with one more column. */
const room: [Uint32Array, Uint32Array] = [new Uint32Array(MOST_KEYS), new Uint32Array(MOST_KEYS)];

/** Writes the keys of a record into `room[0]`; answers how many there are. */
function keysInto(keys: readonly BaseKey[], records: Records, i: number): number {
	let count = 1;
	room[0][0] = keys.length;
	for (const key of keys) {
		const [had, made] = room;
		const code = records.columns[key.column]!.codes[i]!;
		const from = code < 0 ? 0 : key.start[code]!;
		const to = code < 0 ? 0 : Math.min(key.start[code + 1]!, from + Math.ceil(MOST_KEYS / count));
		let size = 0;
		for (let k = from; k < to; k++)
			for (let o = 0; o < count && size < MOST_KEYS; o++) made[size++] = mix(had[o]!, key.keys[k]!);
		room[0] = made;
		room[1] = had;
		count = size;
	}
	return count;
}

function entriesOf(scheme: Scheme, records: Records): { keys: Uint32Array; items: Int32Array } {
	let keys = new Uint32Array(records.size + MOST_KEYS);
	let items = new Int32Array(keys.length);
	let at = 0;
	for (let i = 0; i < records.size; i++) {
		const count = keysInto(scheme.keys, records, i);
		if (at + count > keys.length) {
			const longer = new Uint32Array(keys.length * 2);
			longer.set(keys);
			keys = longer;
			const more = new Int32Array(keys.length);
			more.set(items);
			items = more;
		}
		for (let k = 0; k < count; k++) {
			keys[at] = room[0][k]!;
			items[at++] = i;
		}
	}
	return sortByKey(keys.slice(0, at), items.slice(0, at));
}

function blocksOf(scheme: Scheme, records: Records): Blocks {
	const { keys, items } = entriesOf(scheme, records);
	const end = new Int32Array(items.length);
	for (let i = items.length - 1; i >= 0; i--)
		end[i] = i + 1 < items.length && keys[i + 1] === keys[i] ? end[i + 1]! : i + 1;
	const placeStart = new Int32Array(records.size + 1);
	for (const record of items) placeStart[record + 1]!++;
	for (let r = 0; r < records.size; r++) placeStart[r + 1]! += placeStart[r]!;
	const places = new Int32Array(items.length);
	const next = placeStart.slice();
	items.forEach((record, i) => (places[next[record]!++] = i));
	return { members: items, end, placeStart, places };
}

function candidatesIn(all: readonly Blocks[], size: number, window: number): CandidateIndex {
	const seen = new Int32Array(size);
	let stamp = 0;
	return {
		each(i, visit) {
			stamp++;
			seen[i] = stamp;
			for (const { members, end, placeStart, places } of all) {
				for (let p = placeStart[i]!; p < placeStart[i + 1]!; p++) {
					const place = places[p]!;
					const to = Math.min(end[place]!, place + 1 + window);
					for (let k = place + 1; k < to; k++) {
						const j = members[k]!;
						if (seen[j] === stamp) continue;
						seen[j] = stamp;
						visit(j);
					}
				}
			}
		},
	};
}

/** Candidates a record has, counted on evenly spaced records. */
function meanCandidates(index: CandidateIndex, size: number): number {
	const step = Math.max(1, Math.floor(size / PROBES));
	let pairs = 0;
	let probes = 0;
	for (let i = 0; i < size; i += step, probes++) index.each(i, () => pairs++);
	return pairs / Math.max(1, probes);
}

/**
 * Builds the index of a plan. In a block larger than `budget` a record meets only the next ones, so no value, however
 * frequent, makes more pairs than that; and a scheme that takes the whole above the budget (its columns depend on each
 * other, or the file is full of duplicates) is left out.
 */
export function buildIndex(plan: readonly Scheme[], records: Records, budget: number): CandidateIndex {
	const window = Math.max(LEAST_WINDOW, Math.ceil(budget));
	const all: Blocks[] = [];
	for (const scheme of plan) {
		all.push(blocksOf(scheme, records));
		if (all.length > 1 && meanCandidates(candidatesIn(all, records.size, window), records.size) > budget) all.pop();
	}
	return candidatesIn(all, records.size, window);
}
