import type { Shape } from './shape';

/** What a column holds. */
export const KINDS = [
	'name',
	'givenName',
	'familyName',
	'fullName',
	'organisation',
	'date',
	'year',
	'email',
	'phone',
	'idNumber',
	'address',
	'streetNumber',
	'postcode',
	'city',
	'number',
	'category',
	'text',
] as const;
export type Kind = (typeof KINDS)[number];

/** Header words that name a kind. A hint only: it never overrules the data, it chooses among kinds that look alike. */
const HINTS: ReadonlyArray<readonly [Kind, RegExp]> = [
	['givenName', /given|first|fore|vorname|prenom|nombre|christian/],
	['familyName', /family|last|surname|nachname|sur_?name|apellido|nom$/],
	['organisation', /org|company|firm|business|employer|affiliation|institution/],
	['phone', /phone|tel|mobile|fax|handy/],
	['idNumber', /ssn|soc|passport|licen[cs]e|tax|vat|(^|_)(id|no|nr|num|number)$/],
	['streetNumber', /street_?(no|num|number)|house_?(no|num)|hausn/],
	['postcode', /post|zip|plz/],
	['city', /city|town|suburb|place|ort$|locality|municipal/],
	['address', /addr|street|strasse|road/],
];

/** The kind that a header suggests. */
export function hintOf(header: string): Kind | undefined {
	const name = header
		.trim()
		.toLowerCase()
		.replace(/[\s-]+/g, '_');
	return HINTS.find(([, pattern]) => pattern.test(name))?.[0];
}

function choose(hint: Kind | undefined, among: readonly Kind[]): Kind {
	return hint !== undefined && among.includes(hint) ? hint : among[0]!;
}

function numericKind(shape: Shape, hint: Kind | undefined): Kind {
	if (shape.decimal > 0.2) return 'number';
	if (shape.year > 0.9) return 'year';
	if (shape.digits < 2.3 && shape.sameLength < 0.999) return choose(hint, ['streetNumber', 'number']);
	if (shape.digits <= 2) return choose(hint, ['number', 'streetNumber']);
	if (shape.phoneMarks > 0.3 && shape.digits >= 7) return choose(hint, ['phone', 'idNumber']);
	const repeated = shape.distinct < 0.7 * shape.filled;
	if (shape.digits < 3.5 && shape.sameLength < 0.9) return choose(hint, ['streetNumber', 'postcode', 'idNumber']);
	if (shape.digits <= 6 && shape.sameLength > 0.8 && repeated)
		return choose(hint, ['postcode', 'idNumber', 'streetNumber']);
	return choose(hint, ['idNumber', 'phone', 'postcode', 'streetNumber']);
}

function textKind(shape: Shape, hint: Kind | undefined): Kind {
	const few = shape.distinct <= Math.min(60, Math.max(3, 0.02 * shape.filled));
	if (few && shape.tokens < 2.5) return 'category';
	if (shape.hasDigit > 0.6 && shape.tokens < 2.3) {
		if (shape.length <= 9 && shape.distinct < 0.7 * shape.filled)
			return choose(hint, ['postcode', 'idNumber', 'streetNumber', 'address']);
		if (shape.tokens < 1.3) return choose(hint, ['idNumber', 'postcode', 'streetNumber', 'phone']);
	}
	if (shape.hasDigit > 0.35 && shape.tokens >= 2) return choose(hint, ['address', 'text', 'organisation']);
	if (shape.tokens < 1.5) return choose(hint, ['name', 'givenName', 'familyName', 'city']);
	if (shape.tokens < 3.2) return choose(hint, ['fullName', 'organisation', 'address', 'city']);
	return choose(hint, ['text', 'organisation', 'address', 'fullName']);
}

/** Tells a column's kind from its cells; the header decides only between kinds that look the same. */
export function kindOf(shape: Shape, header: string): Kind {
	const hint = hintOf(header);
	if (shape.email > 0.5) return 'email';
	if (shape.date > 0.6) return 'date';
	return shape.numeric > 0.8 ? numericKind(shape, hint) : textKind(shape, hint);
}
