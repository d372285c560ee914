import { FAMILY, GIVEN, madeUp, ROADS } from '../names';
import { birthDate, mistype, phone, pick, zipf, type Kind, type Random } from './kind';

function household(random: Random): string[][] {
	const rank = zipf(random, 3000);
	const family = rank < FAMILY.length ? FAMILY[rank]! : madeUp(rank);
	const address = `${1 + Math.floor(random() * 300)} ${madeUp(zipf(random, 600) * 7 + 3)} ${pick(random, ROADS)}`;
	const city = madeUp(zipf(random, 150) * 13 + 5);
	const [home, mail] = [phone(random), `${family}${Math.floor(random() * 999)}@mail.example`];
	const child = birthDate(random, 1985, 2012);
	const twin = random() < 0.1;
	const members = 1 + Math.floor(random() * 5);
	const father = GIVEN[zipf(random, GIVEN.length)]!;
	return Array.from({ length: members }, (_, k) => {
		const parent = k < 2;
		const born = parent ? birthDate(random, 1940, 1980) : twin ? child : birthDate(random, 1985, 2012);
		// One son in eight has his father's name.
		const given = k === 0 || (k === 2 && random() < 0.12) ? father : GIVEN[zipf(random, GIVEN.length)]!;
		return [given, family, born, address, city, random() < 0.6 ? home : phone(random), random() < 0.4 ? mail : ''];
	}).filter((cells, k, all) => all.findIndex((other) => other[0] === cells[0] && other[2] === cells[2]) === k);
}

/** Households that share surname, address, telephone and often the mailbox; twins; sons named after their fathers. */
export const families: Kind = {
	name: 'families at one address',
	columns: ['first_name', 'last_name', 'birth_date', 'street', 'city', 'phone', 'email'],
	rows: 4000,
	duplicates: 0.2,
	least: 0.92,
	entities: household,
	again(random, person) {
		const copy = person.map((cell) => (random() < 0.08 ? mistype(random, cell) : random() < 0.06 ? '' : cell));
		if (random() < 0.05) copy[0] = copy[0]!.slice(0, 1);
		if (random() < 0.06) [copy[0], copy[1]] = [copy[1]!, copy[0]!];
		if (random() < 0.1) copy[5] = phone(random);
		return copy;
	},
};

/** Nothing but name, birth date and address: siblings differ in two fields. */
export const householdsWithoutContact: Kind = {
	...families,
	name: 'families, no telephone or e-mail',
	columns: families.columns.slice(0, 5),
	least: 0.92,
	entities: (random) => household(random).map((cells) => cells.slice(0, 5)),
	again: (random, person) => families.again(random, [...person, '', '']).slice(0, 5),
};

/** The name in one column, no birth date: only the given name tells members apart. */
export const householdsByFullName: Kind = {
	...families,
	name: 'families, full name and telephone',
	columns: ['name', 'address', 'town', 'phone'],
	least: 0.9,
	entities: (random) =>
		household(random)
			.map(([given, family, , address, city, number]) => [`${given} ${family}`, address!, city!, number!])
			.filter((cells, k, all) => all.findIndex((other) => other[0] === cells[0]) === k),
	again(random, person) {
		const copy = person.map((cell) => (random() < 0.1 ? mistype(random, cell) : cell));
		const [given, family] = copy[0]!.split(' ') as [string, string | undefined];
		if (random() < 0.1) copy[0] = `${family ?? ''} ${given}`.trim();
		if (random() < 0.08) copy[0] = `${given.charAt(0)} ${family ?? ''}`.trim();
		for (const c of [1, 2, 3]) if (random() < 0.08) copy[c] = '';
		return copy;
	},
};

/** Given and family name, address and telephone, no birth date. */
export const householdsWithoutBirth: Kind = {
	...families,
	name: 'families, no birth date',
	columns: ['first_name', 'last_name', 'street', 'city', 'phone', 'email'],
	least: 0.85,
	entities: (random) =>
		household(random)
			.map((cells) => cells.filter((_, c) => c !== 2))
			.filter((cells, k, all) => all.findIndex((other) => other[0] === cells[0]) === k),
	again(random, person) {
		const copy = families.again(random, [...person.slice(0, 2), '', ...person.slice(2)]);
		return copy.filter((_, c) => c !== 2);
	},
};
