import { seededRandom } from '../../../core/identity/match/random';

export type Random = () => number;

/** A generated population: what an entity is, and how another record of it comes out. */
export interface Kind {
	name: string;
	columns: readonly string[];
	/** Columns that the peer is not given, because they would only mislead it. */
	notForPeer?: readonly string[];
	rows: number;
	/** Share of rows that are another record of somebody already there. */
	duplicates: number;
	/** F1 below which something is wrong. */
	least: number;
	/** The next entities: several when they belong together, such as a family. */
	entities(random: Random): string[][];
	/** Another record of one of them. */
	again(random: Random, cells: readonly string[]): string[];
}

/** Rows with the number of their entity, in random order, the same for the same seed. */
export function generate(kind: Kind, seed: number): { truth: string[]; rows: string[][] } {
	const random = seededRandom(seed);
	const made: Array<{ entity: number; cells: string[] }> = [];
	const distinct = Math.round(kind.rows * (1 - kind.duplicates));
	while (made.length < distinct) for (const cells of kind.entities(random)) made.push({ entity: made.length, cells });
	const originals = made.length;
	while (made.length < kind.rows) {
		const { entity, cells } = made[Math.floor(random() * originals)]!;
		made.push({ entity, cells: kind.again(random, cells) });
	}
	const order = made.map((row) => ({ row, at: random() })).sort((a, b) => a.at - b.at);
	return { truth: order.map(({ row }) => String(row.entity)), rows: order.map(({ row }) => row.cells) };
}

export function pick<T>(random: Random, list: readonly T[]): T {
	return list[Math.floor(random() * list.length)]!;
}

/** A rank with the frequencies of Zipf's law: density 1/rank. */
export function zipf(random: Random, size: number): number {
	return Math.min(size - 1, Math.floor((size + 1) ** random()) - 1);
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** One wrong, missing, doubled or moved character. */
export function mistype(random: Random, text: string): string {
	if (text.length < 2) return text;
	const at = Math.floor(random() * (text.length - 1));
	const letter = /\d/.test(text[at]!) ? String(Math.floor(random() * 10)) : pick(random, LETTERS);
	return pick(random, [
		() => text.slice(0, at) + letter + text.slice(at + 1),
		() => text.slice(0, at) + text.slice(at + 1),
		() => text.slice(0, at) + letter + text.slice(at),
		() => text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2),
	])();
}

const two = (n: number): string => String(n).padStart(2, '0');

export function birthDate(random: Random, from: number, to: number): string {
	const year = from + Math.floor(random() * (to - from));
	return `${year}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`;
}

export function phone(random: Random): string {
	return `0${100 + Math.floor(random() * 900)} ${1_000_000 + Math.floor(random() * 9_000_000)}`;
}
