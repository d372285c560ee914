import { MISSING } from '../pairs/comparison';
import { columnWeight, familyWeight, type Scorer } from '../score/scorer';
import { apartWeight } from '../train/apart';
import { dependenceWeight } from '../train/dependence';

/** What a profile shows in one unit: records that stand for its different values, most frequent first, and how many members show each. */
interface Faces {
	records: number[];
	support: number[];
}

/** Records believed to be one entity. */
export interface Profile {
	members: number[];
	/** By unit. */
	faces: Faces[];
}

/** Values of a profile looked at per unit; more add cost and chance agreement, not evidence. */
const MOST_FACES = 8;

function isEmpty({ comparison: { columns } }: Scorer, unit: readonly number[], i: number): boolean {
	return unit.every((c) => columns[c]!.codes[i]! < 0);
}

/** The profile of one record. */
export function profileOf(scorer: Scorer, record: number): Profile {
	const faces = scorer.comparison.units.map((unit): Faces =>
		isEmpty(scorer, unit, record) ? { records: [], support: [] } : { records: [record], support: [1] },
	);
	return { members: [record], faces };
}

function mergeFaces({ comparison: { columns } }: Scorer, unit: readonly number[], a: Faces, b: Faces): Faces {
	if (a.records.length === 0) return b;
	if (b.records.length === 0) return a;
	const list = a.records.map((record, k) => ({ record, n: a.support[k]! }));
	b.records.forEach((record, k) => {
		const same = list.find((face) => unit.every((c) => columns[c]!.codes[face.record] === columns[c]!.codes[record]));
		if (same === undefined) list.push({ record, n: b.support[k]! });
		else {
			same.n += b.support[k]!;
			same.record = Math.min(same.record, record);
		}
	});
	list.sort((p, q) => q.n - p.n || p.record - q.record);
	if (list.length > MOST_FACES) list.length = MOST_FACES;
	return { records: list.map(({ record }) => record), support: list.map(({ n }) => n) };
}

/** The profile of two that turned out to be one entity. */
export function mergeProfiles(scorer: Scorer, a: Profile, b: Profile): Profile {
	const { units } = scorer.comparison;
	return {
		members: [...a.members, ...b.members],
		faces: units.map((unit, u) => mergeFaces(scorer, unit, a.faces[u]!, b.faces[u]!)),
	};
}

const levels = new Uint8Array(256);
const best = new Uint8Array(256);
/** Weights of the columns where the two profiles agree best. */
const bits = new Float64Array(256);

function weighUnit(scorer: Scorer, unit: number, i: number, j: number): number {
	const { units, columns } = scorer.comparison;
	scorer.comparison.compareUnit(unit, i, j, levels);
	let sum = 0;
	for (const c of units[unit]!) sum += columnWeight(scorer, c, levels[c]!, columns[c]!.codes[i]!);
	return sum;
}

/** Odds for each face of one side, summed over the faces of the other by their support; then the mean of their logs by their own support. */
const odds = new Float64Array(MOST_FACES);

function meanBits(odds: Float64Array, support: readonly number[]): number {
	let sum = 0;
	let total = 0;
	for (let k = 0; k < support.length; k++) {
		sum += support[k]! * Math.log2(odds[k]!);
		total += support[k]!;
	}
	return sum / total;
}

function sum(support: readonly number[]): number {
	let total = 0;
	for (const n of support) total += n;
	return total;
}

/**
 * What two profiles say in one unit. If they are one entity, each value of one side was drawn from the values of the
 * other, which are as likely as they are frequent: so a chance agreement of two rare faces counts little, and a value
 * that most records of both sides contradict cannot join them. The mean of both directions keeps it symmetric.
 */
function weighFaces(scorer: Scorer, unit: number, a: Profile, b: Profile): number {
	const { records: left, support: ofA } = a.faces[unit]!;
	const { records: right, support: ofB } = b.faces[unit]!;
	const columns = scorer.comparison.units[unit]!;
	for (const c of columns) {
		best[c] = MISSING;
		bits[c] = 0;
	}
	if (left.length === 0 || right.length === 0) return 0;
	const [totalA, totalB] = [sum(ofA), sum(ofB)];
	let top = -Infinity;
	let forth = 0;
	odds.fill(0, 0, right.length);
	for (let i = 0; i < left.length; i++) {
		let own = 0;
		for (let j = 0; j < right.length; j++) {
			const weight = weighUnit(scorer, unit, left[i]!, right[j]!);
			const factor = 2 ** weight;
			own += (ofB[j]! / totalB) * factor;
			odds[j]! += (ofA[i]! / totalA) * factor;
			if (weight <= top) continue;
			top = weight;
			for (const c of columns) {
				best[c] = levels[c]!;
				bits[c] = columnWeight(scorer, c, levels[c]!, scorer.comparison.columns[c]!.codes[left[i]!]!);
			}
		}
		forth += (ofA[i]! / totalA) * Math.log2(own);
	}
	return (forth + meanBits(odds, ofB)) / 2;
}

/** log2 odds that two profiles are the same entity. */
export function profileWeight(scorer: Scorer, a: Profile, b: Profile): number {
	const { units, agrees } = scorer.comparison;
	let weight = scorer.prior;
	for (let unit = 0; unit < units.length; unit++) {
		const found = weighFaces(scorer, unit, a, b);
		weight += found;
		const columns = units[unit]!;
		if (columns.length === 1) bits[columns[0]!] = found;
		// Faces that agree at best, but not on the whole, neither agree nor differ.
		if (found <= 0) for (const c of columns) if (best[c]! >= agrees[c]!) best[c] = MISSING;
	}
	const dependence = dependenceWeight(scorer.dependences, agrees, best);
	return weight + dependence + apartWeight(scorer.apart, agrees, best) + familyWeight(scorer, bits, dependence);
}
