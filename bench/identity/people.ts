import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { seededRandom } from '../../core/identity/match/random';
import { FAMILY, GIVEN, HOSTS, madeUp, ROADS, SHORT } from './names';

/** A generated person file. The entity of a row stands before the `-` of its id. */
export interface PeopleOptions {
	rows: number;
	seed: number;
	/** With the five more columns. */
	wide?: boolean;
}

/** Five more text columns, to fill a wide file. */
export const MORE_COLUMNS = ['phone', 'postcode', 'state', 'employer', 'occupation'] as const;
export const PEOPLE_COLUMNS = ['given_name', 'family_name', 'birth_date', 'street', 'city', 'email'] as const;
type Person = string[];
type Random = () => number;

/** Share of rows that are another record of a person already in the file, as in the target. */
const DUPLICATES = 0.15;
const FAMILIES = 40_000;
const STREETS = 6_000;
const TOWNS = 3_000;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function pick<T>(random: Random, list: readonly T[]): T {
	return list[Math.floor(random() * list.length)]!;
}

/** A rank with the frequencies of Zipf's law: density 1/rank. */
function zipf(random: Random, size: number): number {
	return Math.min(size - 1, Math.floor((size + 1) ** random()) - 1);
}

function birthDate(random: Random): string {
	const two = (n: number) => String(n).padStart(2, '0');
	return `${1930 + Math.floor(random() * 80)}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`;
}

function street(random: Random): string {
	return `${1 + Math.floor(random() ** 2 * 400)} ${madeUp(zipf(random, STREETS) * 7 + 3)} ${pick(random, ROADS)}`;
}

function newPerson(random: Random): Person {
	const given = random() < 0.85 ? GIVEN[zipf(random, GIVEN.length)]! : madeUp(zipf(random, 3000) * 11).slice(0, 6);
	const rank = zipf(random, FAMILIES);
	const family = rank < FAMILY.length ? FAMILY[rank]! : madeUp(rank);
	const mailbox = pick(random, [`${given}.${family}`, `${given[0]}${family}`, `${family}${given}`]);
	const mail =
		random() < 0.3 ? '' : `${mailbox}${random() < 0.7 ? Math.floor(random() * 99) : ''}@${pick(random, HOSTS)}`;
	return [given, family, birthDate(random), street(random), madeUp(zipf(random, TOWNS) * 13 + 5), mail];
}

function mistype(random: Random, text: string): string {
	if (text.length < 2) return text;
	const at = Math.floor(random() * (text.length - 1));
	const letter = /\d/.test(text[at]!) ? String(Math.floor(random() * 10)) : pick(random, [...LETTERS]);
	return pick(random, [
		() => text.slice(0, at) + letter + text.slice(at + 1),
		() => text.slice(0, at) + text.slice(at + 1),
		() => text.slice(0, at) + letter + text.slice(at),
		() => text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2),
	])();
}

const STATES = 'north south east west middle upper lower'.split(' ');
const TRADES =
	'nurse teacher driver clerk engineer farmer cook painter lawyer doctor baker plumber analyst manager writer'.split(
		' ',
	);

function more(random: Random, city: string): string[] {
	const digits = (n: number) => String(Math.floor(random() * 10 ** n)).padStart(n, '0');
	return [
		random() < 0.2 ? '' : `0${digits(3)} ${digits(7)}`,
		String(10_000 + ((city.length * 7919 + city.charCodeAt(0) * 331 + city.charCodeAt(1) * 17) % 80_000)),
		STATES[city.charCodeAt(2) % STATES.length]!,
		random() < 0.3
			? ''
			: `${madeUp(zipf(random, 4000))} ${pick(random, ['ltd', 'inc', 'and sons', 'group', 'services'])}`,
		pick(random, TRADES),
	];
}

/** Another record of the same person: mistyped, moved, married, short name, swapped, left out. */
function again(random: Random, person: Person): Person {
	const copy = person.map((cell, c) =>
		random() < 0.12 ? mistype(random, cell) : random() < (c > 1 ? 0.08 : 0.02) ? '' : cell,
	);
	if (random() < 0.1 && SHORT[person[0]!]) copy[0] = SHORT[person[0]!]!;
	if (random() < 0.03) [copy[0], copy[1]] = [copy[1]!, copy[0]!];
	if (random() < 0.1) [copy[3], copy[4]] = [street(random), madeUp(zipf(random, TOWNS) * 13 + 5)];
	if (random() < 0.15) copy[5] = `${person[0]![0]}${person[1]}${Math.floor(random() * 999)}@${pick(random, HOSTS)}`;
	if (random() < 0.02 && copy[2]!.length === 10)
		copy[2] = `${copy[2]!.slice(0, 5)}${copy[2]!.slice(8)}-${copy[2]!.slice(5, 7)}`;
	return copy;
}

/** Rows as `[id, cells…]`, the same for the same seed. */
export function* people({ rows, seed, wide }: PeopleOptions): Generator<string[]> {
	const random = seededRandom(seed);
	const recent: Array<{ entity: number; person: Person; n: number }> = [];
	for (let row = 0, entity = 0; row < rows; row++) {
		if (recent.length > 0 && random() < DUPLICATES) {
			const known = pick(random, recent);
			yield [`${known.entity}-${++known.n}`, ...again(random, known.person)];
			continue;
		}
		const person = newPerson(random);
		if (wide) person.push(...more(random, person[4]!));
		yield [`${entity}-0`, ...person];
		// Kept for later duplicates: a bounded window, replaced at random, so that duplicates stand far apart.
		if (recent.length < 200_000) recent.push({ entity, person, n: 0 });
		else recent[Math.floor(random() * recent.length)] = { entity, person, n: 0 };
		entity++;
	}
}

/** Writes a person file with an `id` column. */
export async function writePeople(path: string, options: PeopleOptions): Promise<void> {
	const out = createWriteStream(path);
	out.write(`id,${[...PEOPLE_COLUMNS, ...(options.wide ? MORE_COLUMNS : [])].join(',')}\n`);
	let batch = '';
	for (const cells of people(options)) {
		batch += `${cells.join(',')}\n`;
		if (batch.length < 1 << 20) continue;
		if (!out.write(batch)) await once(out, 'drain');
		batch = '';
	}
	out.end(batch);
	await once(out, 'finish');
}
