const CODES =
	'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR'.split(
		' ',
	);
const NAMES = [
	...['alabama', 'alaska', 'arizona', 'arkansas', 'california', 'colorado', 'connecticut', 'delaware'],
	...['district of columbia', 'florida', 'georgia', 'hawaii', 'idaho', 'illinois', 'indiana', 'iowa', 'kansas'],
	...['kentucky', 'louisiana', 'maine', 'maryland', 'massachusetts', 'michigan', 'minnesota', 'mississippi'],
	...['missouri', 'montana', 'nebraska', 'nevada', 'new hampshire', 'new jersey', 'new mexico', 'new york'],
	...['north carolina', 'north dakota', 'ohio', 'oklahoma', 'oregon', 'pennsylvania', 'rhode island'],
	...['south carolina', 'south dakota', 'tennessee', 'texas', 'utah', 'vermont', 'virginia', 'washington'],
	...['west virginia', 'wisconsin', 'wyoming', 'puerto rico'],
];
const BY_NAME = new Map(NAMES.map((name, i) => [name, CODES[i] as string]));

/** Postal code of a US state from its name, e.g. `California` -> `CA`; undefined for anything else (codes too). */
export function usState(raw: string): string | undefined {
	return BY_NAME.get(raw.trim().toLowerCase().replace(/\s+/g, ' '));
}
