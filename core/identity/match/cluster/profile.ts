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
const MOST_FACES = 12;

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

/** The best agreement of two profiles in one unit, paid for by the number of tries: k values on one side agree by chance k times as often. */
function weighFaces(scorer: Scorer, unit: number, a: Profile, b: Profile): number {
	const [left, right] = [a.faces[unit]!, b.faces[unit]!];
	const columns = scorer.comparison.units[unit]!;
	let top = -Infinity;
	for (const i of left) {
		for (const j of right) {
			const weight = weighUnit(scorer, unit, i, j);
			if (weight <= top) continue;
			top = weight;
			for (const c of columns) best[c] = levels[c]!;
		}
	}
	if (top === -Infinity) for (const c of columns) best[c] = 255;
	if (top === -Infinity) return 0;
	return top > 0 ? Math.max(0, top - Math.log2(left.length * right.length)) : top;
}

/** log2 odds that two profiles are the same entity. */
export function profileWeight(scorer: Scorer, a: Profile, b: Profile): number {
	const { units, agrees } = scorer.comparison;
	let weight = scorer.prior;
	for (let unit = 0; unit < units.length; unit++) weight += weighFaces(scorer, unit, a, b);
	return weight + dependenceWeight(scorer.dependences, agrees, best);
}
