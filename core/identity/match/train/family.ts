import type { Kind } from '../recognise/kinds';

/**
 * The third class of pairs (Larsen and Rubin 2001): different people who belong together, such as a family at one
 * address, branches of a firm, records of one clerk. They share some columns as the same person does and are strangers
 * in the others. Without it a file with more families than duplicates teaches that given name and birth date do not matter.
 */
export interface Family {
	/** log2 odds of the class against strangers, in a random pair. */
	prior: number;
	/** By column: how often the two have the value in common for being together. */
	shared: number[];
}

/** Pairs with what training needs to know of them. */
export interface FamilyCase {
	width: number;
	size: number;
	levels: Uint8Array;
	/** How many pairs each stands for. */
	weight: Float32Array;
	/** Probability of being a match, and of being a family. */
	match: Float32Array;
	family: Float32Array;
	/** By column. */
	kinds: readonly Kind[];
	/** By pair and column: how much likelier the level is for a match than for strangers. */
	factorOf(p: number, c: number): number;
}

const MISSING = 255;
/** Pairs of columns that differ together say "family" when they do so this much oftener than by chance, in so many pairs. */
const EXCESS = { share: 0.02, pairs: 8 };
/** The labelled sets have .14 at most, files full of families .6 and more. */
const NAMED_APART = { given: 0.22, whole: 0.03 };
const START = { shared: 0.92, free: 0.08 };
/** Imagined pairs that keep shares away from 0 and 1. */
const IMAGINED = { shared: 1, free: 1 };

/** How much likelier a pair is for a family than for strangers, in one column. */
export function familyFactor(shared: number, factor: number): number {
	return 1 - shared + shared * factor;
}

const BORN: ReadonlySet<Kind> = new Set<Kind>(['date', 'year', 'idNumber']);
const CALLED: ReadonlySet<Kind> = new Set<Kind>(['name', 'givenName', 'familyName', 'fullName']);

/** Columns that certainly name the entity, not its trade or town. */
const NAMING: ReadonlySet<Kind> = new Set<Kind>(['givenName', 'fullName', 'organisation']);

/** What people who live together do not share: birth date or number, and name. Addresses that differ together have moved together. */
function tellApart(a: Kind, b: Kind): boolean {
	return (BORN.has(a) && (BORN.has(b) || CALLED.has(b))) || (BORN.has(b) && CALLED.has(a));
}

/** Columns in which supposed matches differ too often to be the same entity. */
interface Free {
	columns: number[];
	excess: number;
	both: number;
	of: number;
}

/** The two columns that differ together most often among supposed matches. */
function differTogether(
	{ width, size, levels, match, weight, kinds }: FamilyCase,
	differs: readonly number[],
): Free | undefined {
	let found: Free | undefined;
	for (let x = 0; x < width; x++) {
		for (let y = x + 1; y < width; y++) {
			if (!tellApart(kinds[x]!, kinds[y]!)) continue;
			let [n, nx, ny, both] = [0, 0, 0, 0];
			for (let p = 0; p < size; p++) {
				const part = match[p]! * weight[p]!;
				const [a, b] = [levels[p * width + x]!, levels[p * width + y]!];
				if (part < 0.5 || a === MISSING || b === MISSING) continue;
				n += part;
				const [dx, dy] = [a <= differs[x]!, b <= differs[y]!];
				if (dx) nx += part;
				if (dy) ny += part;
				if (dx && dy) both += part;
			}
			const excess = n === 0 ? 0 : (both - (nx * ny) / n) / n;
			if (excess >= EXCESS.share && both >= EXCESS.pairs && excess > (found?.excess ?? 0))
				found = { columns: [x, y], excess, both, of: n };
		}
	}
	return found;
}

/** The column of names in which more supposed matches differ wholly than any carelessness explains: the only one that tells a household's members apart. */
function namedApart({ width, size, levels, match, weight, kinds }: FamilyCase): Free | undefined {
	let found: Free | undefined;
	kinds.forEach((kind, c) => {
		if (!NAMING.has(kind)) return;
		let [n, apart] = [0, 0];
		for (let p = 0; p < size; p++) {
			const level = levels[p * width + c]!;
			const part = match[p]! * weight[p]!;
			if (part < 0.5 || level === MISSING) continue;
			n += part;
			if (level === 0) apart += part;
		}
		const excess = n === 0 ? 0 : apart / n;
		if (
			excess >= (kind === 'givenName' ? NAMED_APART.given : NAMED_APART.whole) &&
			apart >= EXCESS.pairs &&
			excess > (found?.excess ?? 0)
		)
			found = { columns: [c], excess, both: apart, of: n };
	});
	return found;
}

/** A first guess: the columns that differ together are free, all others shared. */
export function startFamily(pairs: FamilyCase, differs: readonly number[], prior: number): Family | undefined {
	const free = differTogether(pairs, differs) ?? namedApart(pairs);
	if (free === undefined) return undefined;
	const odds = free.both / Math.max(1, free.of - free.both);
	return {
		prior: prior + Math.log2(odds),
		shared: differs.map((_, c) => (free.columns.includes(c) ? START.free : START.shared)),
	};
}

/** Learns again how often each column is shared. */
export function learnFamily(family: Family, pairs: FamilyCase, scale: number): Family {
	const { width, size, levels, weight } = pairs;
	const sum = new Float64Array(width).fill(IMAGINED.shared);
	const of = new Float64Array(width).fill(IMAGINED.shared + IMAGINED.free);
	let total = 0;
	for (let p = 0; p < size; p++) {
		const part = pairs.family[p]! * weight[p]!;
		if (part < 1e-6) continue;
		total += part;
		for (let c = 0; c < width; c++) {
			if (levels[p * width + c] === MISSING) continue;
			const own = family.shared[c]! * pairs.factorOf(p, c);
			sum[c]! += (part * own) / (1 - family.shared[c]! + own);
			of[c]! += part;
		}
	}
	return { prior: Math.log2(Math.max(0.5, total) * scale), shared: family.shared.map((_, c) => sum[c]! / of[c]!) };
}
