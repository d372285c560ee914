/** Words as runs of UTF-16 units in one array: word `i` is `chars[start[i]] .. chars[start[i + 1]]`. No string is made while comparing. */
export interface Words {
	chars: Uint16Array;
	start: Int32Array;
	/** Which of 32 letter classes a word has: two words can be told far apart without looking at their letters. */
	letters: Int32Array;
}

const LONGEST = 96;
const used = new Uint8Array(LONGEST);
const taken = new Uint16Array(LONGEST);
const rows = [new Uint16Array(LONGEST + 1), new Uint16Array(LONGEST + 1), new Uint16Array(LONGEST + 1)] as [
	Uint16Array,
	Uint16Array,
	Uint16Array,
];

/** Packs strings for the distance functions. */
export function packWords(values: readonly string[]): Words {
	const start = new Int32Array(values.length + 1);
	values.forEach((value, i) => (start[i + 1] = start[i]! + value.length));
	const chars = new Uint16Array(start[values.length]!);
	const letters = new Int32Array(values.length);
	values.forEach((value, i) => {
		for (let k = 0, at = start[i]!; k < value.length; k++) {
			chars[at + k] = value.charCodeAt(k);
			letters[i]! |= 1 << (value.charCodeAt(k) & 31);
		}
	});
	return { chars, start, letters };
}

function countBits(word: number): number {
	let v = word - ((word >>> 1) & 0x55555555);
	v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
	return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Letters of `a` found in `b` within half the longer length, each letter once; the order found is left in `taken`. */
function commonLetters(chars: Uint16Array, a: number, la: number, b: number, lb: number): number {
	const reach = Math.max(0, (Math.max(la, lb) >> 1) - 1);
	used.fill(0, 0, lb);
	let common = 0;
	for (let i = 0; i < la; i++) {
		const char = chars[a + i]!;
		const to = Math.min(lb, i + reach + 1);
		for (let j = Math.max(0, i - reach); j < to; j++) {
			if (used[j] !== 0 || chars[b + j] !== char) continue;
			used[j] = 1;
			taken[common++] = char;
			break;
		}
	}
	return common;
}

function commonPrefix(chars: Uint16Array, a: number, la: number, b: number, lb: number): number {
	let prefix = 0;
	while (prefix < 4 && prefix < la && prefix < lb && chars[a + prefix] === chars[b + prefix]) prefix++;
	return prefix;
}

/** Jaro-Winkler similarity (Winkler 1990, prefix scale 0.1 over at most 4 letters) of words `x` and `y`; 0 when it cannot reach `least`. */
export function jaroWinkler({ chars, start, letters }: Words, x: number, y: number, least: number): number {
	const a = start[x]!;
	const b = start[y]!;
	const la = Math.min(LONGEST, start[x + 1]! - a);
	const lb = Math.min(LONGEST, start[y + 1]! - b);
	if (la === 0 || lb === 0) return 0;
	const boost = 0.1 * commonPrefix(chars, a, la, b, lb);
	const most = Math.min(la - countBits(letters[x]! & ~letters[y]!), lb - countBits(letters[y]! & ~letters[x]!));
	const bound = (most / la + most / lb + 1) / 3;
	if (bound + boost * (1 - bound) < least) return 0;
	const common = commonLetters(chars, a, la, b, lb);
	if (common === 0) return 0;
	let moved = 0;
	for (let j = 0, k = 0; j < lb; j++) if (used[j] === 1 && chars[b + j] !== taken[k++]) moved++;
	const jaro = (common / la + common / lb + (common - moved / 2) / common) / 3;
	return jaro + boost * (1 - jaro);
}

/** Optimal string alignment distance (Damerau-Levenshtein without double edits) of words `x` and `y`, given up above `most`. */
export function editDistance({ chars, start, letters }: Words, x: number, y: number, most: number): number {
	// An edit changes at most two letter classes.
	if (countBits(letters[x]! ^ letters[y]!) > 2 * most) return most + 1;
	const a = start[x]!;
	const b = start[y]!;
	const la = Math.min(LONGEST, start[x + 1]! - a);
	const lb = Math.min(LONGEST, start[y + 1]! - b);
	if (Math.abs(la - lb) > most) return most + 1;
	let [before, above, row] = rows;
	for (let j = 0; j <= lb; j++) above[j] = j;
	// Further from the diagonal than `most` no cell can matter: those beside the band count as too far.
	const far = most + 1;
	for (let i = 1; i <= la; i++) {
		const from = Math.max(1, i - most);
		const to = Math.min(lb, i + most);
		row[from - 1] = from === 1 ? i : far;
		const char = chars[a + i - 1]!;
		let least = row[from - 1]!;
		for (let j = from; j <= to; j++) {
			const other = chars[b + j - 1]!;
			let cost = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (char === other ? 0 : 1));
			if (i > 1 && j > 1 && char === chars[b + j - 2] && chars[a + i - 2] === other)
				cost = Math.min(cost, before[j - 2]! + 1);
			row[j] = cost;
			if (cost < least) least = cost;
		}
		if (to < lb) row[to + 1] = far;
		if (least > most) return most + 1;
		[before, above, row] = [above, row, before];
	}
	return Math.min(above[lb]!, most + 1);
}
