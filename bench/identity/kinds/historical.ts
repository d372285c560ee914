import { FAMILY, GIVEN, madeUp, SHORT } from '../names';
import { mistype, pick, zipf, type Kind, type Random } from './kind';

const TRADES = 'farmer labourer weaver smith carpenter miner servant tailor shoemaker baker clerk teacher widow'.split(
	' ',
);
/** How clerks heard names. */
const SPELLINGS: ReadonlyArray<readonly [RegExp, string]> = [
	[/y/, 'ie'],
	[/ck/, 'k'],
	[/ll/, 'l'],
	[/ph/, 'f'],
	[/e(?=r)/, 'o'],
	[/tt/, 't'],
	[/i(?=n)/, 'y'],
	[/c(?=[aou])/, 'k'],
];

function heard(random: Random, name: string): string {
	const [from, to] = pick(random, SPELLINGS);
	return name.replace(from, to);
}

function person(random: Random): string[] {
	const rank = zipf(random, 4000);
	const born = 1780 + Math.floor(random() * 90);
	return [
		GIVEN[zipf(random, GIVEN.length)]!,
		rank < FAMILY.length ? FAMILY[rank]! : madeUp(rank),
		String(born),
		madeUp(zipf(random, 200) * 13 + 5),
		pick(random, TRADES),
		GIVEN[zipf(random, GIVEN.length)]!,
		madeUp(zipf(random, 4000)),
	];
}

function holes(random: Random, cells: readonly string[], share: number): string[] {
	return cells.map((cell, c) => (random() < (c < 2 ? share / 6 : share) ? '' : cell));
}

/** Parish registers: spelling by ear, ages rounded, between a fifth and a half of the fields empty. */
export const historical: Kind = {
	name: 'historical, 20-50 % missing',
	columns: ['given', 'surname', 'birth_year', 'parish', 'trade', 'spouse', 'mother_maiden_name'],
	rows: 3000,
	duplicates: 0.35,
	least: 0.75,
	entities: (random) => [holes(random, person(random), 0.2 + 0.3 * random())],
	again(random, known) {
		const copy = [...known];
		for (const c of [0, 1, 3, 5, 6]) {
			if (random() < 0.2) copy[c] = heard(random, copy[c]!);
			if (random() < 0.07) copy[c] = mistype(random, copy[c]!);
		}
		if (random() < 0.15) copy[0] = SHORT[copy[0]!] ?? copy[0]!;
		if (random() < 0.25 && copy[2] !== '') copy[2] = String(Number(copy[2]) + Math.round(random() * 4 - 2));
		if (random() < 0.3) copy[4] = pick(random, TRADES);
		return holes(random, copy, 0.2);
	},
};
