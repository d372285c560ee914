import { FAMILY, madeUp, ROADS } from '../names';
import { mistype, phone, pick, zipf, type Kind, type Random } from './kind';

const TRADES =
	'Logistics Software Consulting Plumbing Foods Motors Engineering Textiles Pharma Electric Building Supplies Furniture Printing Security Cleaning Catering Chemicals Steel Design'.split(
		' ',
	);
/** Legal forms as registers, invoices and people write them. */
const FORMS: ReadonlyArray<readonly string[]> = [
	['Ltd', 'Limited', 'Ltd.', ''],
	['Inc', 'Incorporated', 'Inc.', 'Corp', ''],
	['GmbH', 'Gesellschaft mit beschränkter Haftung', 'G.m.b.H.', ''],
	['AG', 'Aktiengesellschaft', ''],
	['LLC', 'L.L.C.', ''],
	['GmbH & Co. KG', 'GmbH und Co KG', 'KG', ''],
];
const ABBREVIATIONS: ReadonlyArray<readonly [string, string]> = [
	['International', 'Intl'],
	['Engineering', 'Eng'],
	['Manufacturing', 'Mfg'],
	['and', '&'],
	['Brothers', 'Bros'],
	['Street', 'St'],
	['Avenue', 'Ave'],
	['Road', 'Rd'],
	['Lane', 'Ln'],
	['Logistics', 'Log.'],
];
const EXTRA = ['International', 'Group', 'and Sons', 'Brothers', 'Europe', '', '', '', '', ''];

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function firm(random: Random): string[][] {
	const owner = capital(random() < 0.3 ? FAMILY[zipf(random, FAMILY.length)]! : madeUp(zipf(random, 1500)));
	const city = capital(madeUp(zipf(random, 80) * 13 + 5));
	const [form, street] = [pick(random, FORMS)[0]!, capital(madeUp(zipf(random, 300) * 7 + 3))];
	const make = (name: string): string[] => [
		`${name} ${form}`.replace(/ +/g, ' '),
		`${1 + Math.floor(random() * 200)} ${street} ${capital(pick(random, ROADS))}`,
		city,
		String(10_000 + (city.charCodeAt(0) * 131 + city.charCodeAt(1) * 17) * 3 + Math.floor(random() * 4)),
		random() < 0.25 ? '' : phone(random),
	];
	const place = random() < 0.25 ? ` ${city}` : '';
	const first = make(`${owner}${place} ${pick(random, TRADES)} ${pick(random, EXTRA)}`.trim());
	// Sister firms: the same owner in another trade, often at the same address.
	if (random() > 0.15) return [first];
	const sister = make(`${owner} ${pick(random, TRADES)}`);
	if (random() < 0.5) sister[1] = first[1]!;
	return [first, sister].filter((cells, k) => k === 0 || cells[0]!.split(' ')[1] !== first[0]!.split(' ')[1]);
}

function otherForm(random: Random, name: string): string {
	const forms = FORMS.find(([form]) => name.endsWith(` ${form}`));
	return forms === undefined ? name : `${name.slice(0, -forms[0]!.length)}${pick(random, forms)}`.trim();
}

/** Firms with legal forms, abbreviations, sister firms at one address, telephones that change. */
export const firms: Kind = {
	name: 'firms with legal forms',
	columns: ['company', 'address', 'city', 'zip', 'telephone'],
	rows: 3000,
	duplicates: 0.25,
	least: 0.9,
	entities: firm,
	again(random, known) {
		const copy = [...known];
		copy[0] = otherForm(random, copy[0]!);
		for (const [long, short] of ABBREVIATIONS)
			if (random() < 0.5) for (const c of [0, 1]) copy[c] = copy[c]!.replace(long, short);
		if (random() < 0.15) copy[0] = copy[0].split(' ').slice(0, 2).join(' ');
		if (random() < 0.15) copy[4] = phone(random);
		if (random() < 0.08)
			copy[1] = `${1 + Math.floor(random() * 200)} ${capital(madeUp(zipf(random, 300) * 7 + 3))} Road`;
		return copy.map((cell, c) => (random() < 0.07 ? mistype(random, cell) : c > 0 && random() < 0.1 ? '' : cell));
	},
};
