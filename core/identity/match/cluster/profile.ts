import { MISSING } from '../pairs/comparison';
import { columnWeight, type Scorer } from '../score/scorer';
import { dependenceWeight } from '../train/dependence';

/** Records believed to be one entity. */
export interface Profile {
	members: number[];
	/** By unit: records that show its different values, most frequent first. */
	faces: Int32Array[];
	/** By unit: how many members show each face. */
	support: Int32Array[];
}

/** Values of a profile looked at per unit; more add cost and chance agreement, not evidence. */
const MOST_FACES = Number(process.env.MF ?? 8);

function facesOf(scorer: Scorer, unit: readonly number[], members: readonly number[]): { faces: Int32Array; support: Int32Array } {
	const found = new Map<string, { record: number; n: number }>();
	for (const i of members) {
		const codes = unit.map((c) => scorer.comparison.columns[c]!.codes[i]!);
		if (codes.every((code) => code < 0)) continue;
		const key = codes.join();
		const face = found.get(key);
		if (face) face.n++;
		else found.set(key, { record: i, n: 1 });
	}
	const list = [...found.values()].sort((a, b) => b.n - a.n || a.record - b.record).slice(0, MOST_FACES);
	return { faces: Int32Array.from(list, ({ record }) => record), support: Int32Array.from(list, ({ n }) => n) };
}

/** Gathers what the members show in each unit. */
export function profileOf(scorer: Scorer, members: number[]): Profile {
	const sides = scorer.comparison.units.map((unit) => facesOf(scorer, unit, members));
	return { members, faces: sides.map(({ faces }) => faces), support: sides.map(({ support }) => support) };
}

const levels = new Uint8Array(256);
const best = new Uint8Array(256);

function weighUnit(scorer: Scorer, unit: number, i: number, j: number): number {
	const { units, columns } = scorer.comparison;
	scorer.comparison.compareUnit(unit, i, j, levels);
	let sum = 0;
	for (const c of units[unit]!) sum += columnWeight(scorer, c, levels[c]!, columns[c]!.codes[i]!);
	return sum;
}

/** Odds for each face of one side, summed over the faces of the other by their support; then the mean of their logs by their own support. */
const odds = new Float64Array(MOST_FACES);

function meanBits(odds: Float64Array, support: Int32Array): number {
	let sum = 0;
	let total = 0;
	for (let k = 0; k < support.length; k++) {
		sum += support[k]! * Math.log2(odds[k]!);
		total += support[k]!;
	}
	return sum / total;
}

function sum(support: Int32Array): number {
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
	const [left, right] = [a.faces[unit]!, b.faces[unit]!];
	const columns = scorer.comparison.units[unit]!;
	for (const c of columns) best[c] = MISSING;
	if (left.length === 0 || right.length === 0) return 0;
	const [ofA, ofB] = [a.support[unit]!, b.support[unit]!];
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
			for (const c of columns) best[c] = levels[c]!;
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
		if (found <= 0) for (const c of units[unit]!) best[c] = MISSING;
	}
	return weight + dependenceWeight(scorer.dependences, agrees, best);
}
