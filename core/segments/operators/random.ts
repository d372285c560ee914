import { sql } from 'kysely';
import type { RandomCondition } from '../../model/segment';
import type { Operator } from '../operator';
import type { SqlFragment } from '../sql';

/** Lehmer's generator with Park and Miller's later constants (Communications of the ACM, 1993): exact in doubles and in SQL's integers. */
const MODULUS = 2_147_483_647;
const MULTIPLIER = 48_271;
const STEPS = 3;
const LOTS = 10_000;

/** A number from text, the same everywhere. */
function seedOf(text: string): number {
	let hash = 17;
	for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % MODULUS;
	return hash;
}

/** From 0 to 99.99, two decimals. */
export function lot(id: number, seed: string): number {
	const own = seedOf(seed);
	let x = (id % MODULUS) + 1;
	for (let i = 0; i < STEPS; i++) x = (((x * MULTIPLIER) % MODULUS) + own) % MODULUS;
	return (x % LOTS) / 100;
}

function lotSql(id: SqlFragment, seed: string): SqlFragment {
	const own = sql.lit(seedOf(seed));
	let x = sql`((${id} % ${sql.lit(MODULUS)}) + 1)`;
	for (let i = 0; i < STEPS; i++)
		x = sql`((((${x} * ${sql.lit(MULTIPLIER)}) % ${sql.lit(MODULUS)}) + ${own}) % ${sql.lit(MODULUS)})`;
	return sql`(${x} % ${sql.lit(LOTS)})`;
}

/** Falls by lot into a part of everybody: for tests, hold-outs and roll-outs step by step. */
export const random: Operator<RandomCondition> = {
	kind: 'random',
	toSql: ({ seed, from, to }) => {
		const drawn = lotSql(sql`s.profile`, seed);
		return sql`(${drawn} >= ${Math.round(from * 100)} AND ${drawn} < ${Math.round(to * 100)})`;
	},
	matches: ({ seed, from, to }, person) => {
		const drawn = Math.round(lot(person.id, seed) * 100);
		return drawn >= Math.round(from * 100) && drawn < Math.round(to * 100);
	},
	say: ({ seed, from, to }) => `falls by lot between ${from} and ${to} % (“${seed}”)`,
	facts: ({ seed }, person) => `drew ${lot(person.id, seed)} %`,
	children: () => [],
	events: () => [],
	flips: () => [],
	examples: [
		{
			title: 'everybody and nobody',
			now: '2026-06-01T00:00:00Z',
			condition: { kind: 'random', seed: 'test', from: 0, to: 100 },
			people: [{ is: true }, { is: true }],
		},
		{
			title: 'the lots of the first three profiles',
			now: '2026-06-01T00:00:00Z',
			condition: { kind: 'random', seed: 'a', from: 0, to: 50 },
			people: [1, 2, 3].map((id) => ({ is: lot(id, 'a') < 50 })),
		},
	],
};
