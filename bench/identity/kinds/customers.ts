import { people, PEOPLE_COLUMNS } from '../people';
import { FAMILY, GIVEN, madeUp, SHORT } from '../names';
import { birthDate, mistype, phone, pick, zipf, type Kind, type Random } from './kind';

function customer(random: Random): string[] {
	const rank = zipf(random, 5000);
	return [
		`${GIVEN[zipf(random, GIVEN.length)]!} ${rank < FAMILY.length ? FAMILY[rank]! : madeUp(rank)}`,
		random() < 0.3 ? '' : birthDate(random, 1940, 2004),
		madeUp(zipf(random, 300) * 13 + 5),
		random() < 0.4 ? '' : phone(random),
	];
}

/** Full names in one column, half of them by a short form, turned round or with an initial. */
export const nicknames: Kind = {
	name: 'nicknames in full names',
	columns: ['name', 'dob', 'town', 'phone'],
	rows: 3000,
	duplicates: 0.3,
	least: 0.85,
	entities: (random) => [customer(random)],
	again(random, known) {
		const copy = [...known];
		const [given, family] = copy[0]!.split(' ') as [string, string];
		const called = random() < 0.5 ? (SHORT[given] ?? given) : random() < 0.1 ? given.charAt(0) : given;
		copy[0] =
			random() < 0.2
				? `${family}, ${called}`
				: random() < 0.1
					? `${called} ${given.charAt(0)}. ${family}`
					: `${called} ${family}`;
		return copy.map((cell, c) => (random() < 0.08 ? mistype(random, cell) : c > 0 && random() < 0.1 ? '' : cell));
	},
};

/** Two files that hold nobody twice, one below the other; the second is spelt worse and has no e-mail. */
export const linked: Kind = {
	name: 'two files, linked',
	columns: ['given_name', 'family_name', 'birth_date', 'street', 'city', 'email', 'source'],
	notForPeer: ['email', 'source'],
	rows: 5000,
	duplicates: 0.4,
	least: 0.95,
	entities: (random) => [[...[...people({ rows: 1, seed: Math.floor(random() * 2 ** 31) })][0]!.slice(1), 'crm']],
	again(random, known) {
		const copy = known.map((cell) => (random() < 0.15 ? mistype(random, cell) : random() < 0.1 ? '' : cell));
		copy[PEOPLE_COLUMNS.indexOf('email')] = '';
		copy[6] = 'web';
		if (random() < 0.15) copy[0] = pick(random, [SHORT[copy[0]!] ?? copy[0]!, copy[0]!.charAt(0)]);
		return copy;
	},
};
