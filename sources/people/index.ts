import type { JsonObject } from '../../core/model/json';
import { perRow, type RowResult } from '../shared/conversion';
import { contentId } from '../shared/contentId';
import { readDate } from '../shared/dates';
import {
	IDENTIFIER_FIELDS,
	identityOf,
	isIdentifierColumn,
	namedCall,
	otherColumns,
	purposeOf,
} from '../shared/identity';
import { readBoolean, typedValue } from '../shared/values';
import type { Row, Source, SourceField, SourceSettings } from '../source';

const TRAITS: SourceField[] = [
	{
		key: 'first_name',
		description: 'Given name',
		synonyms: ['firstname', 'given_name', 'forename', 'vorname', 'prénom'],
	},
	{ key: 'last_name', description: 'Family name', synonyms: ['lastname', 'surname', 'family_name', 'nachname', 'nom'] },
	{
		key: 'birth_date',
		description: 'Date of birth',
		synonyms: ['birthdate', 'date_of_birth', 'dob', 'birthday', 'geburtsdatum'],
	},
	{ key: 'city', description: 'Town', synonyms: ['town', 'suburb', 'ort', 'stadt'] },
	{ key: 'postcode', description: 'Postal code, kept as text', synonyms: ['zip', 'zip_code', 'postal_code', 'plz'] },
	{ key: 'country', description: 'Country', synonyms: ['country_code', 'land'] },
	{
		key: 'notes',
		description: 'Free text, kept as it is',
		synonyms: ['note', 'comment', 'comments', 'remarks', 'notizen', 'bemerkung'],
	},
	{
		key: 'updated_at',
		description: 'When the row was last true; now when missing',
		synonyms: ['last_modified', 'modified_at', 'last_updated', 'timestamp'],
	},
];

/** One customer a row: identifiers, and every other column a trait. `consent_PURPOSE` columns record consent. */
export const people: Source = Object.freeze<Source>({
	slug: 'people',
	name: 'People',
	description: 'Customers, contacts or members: identifiers and traits, one person a row',
	fields: [...IDENTIFIER_FIELDS, ...TRAITS],
	gives: 'calls',
	reads: 'records',
	start: (settings) => perRow((row) => convert(row, settings)),
});

function convert(row: Row, settings: SourceSettings): RowResult {
	const identity = identityOf(row, settings.defaultRegion);
	if (!identity)
		return { field: 'email', reason: 'is missing: a row needs a user id, customer number, e-mail or phone' };
	const updated =
		row['updated_at'] === undefined || row['updated_at'] === '' ? undefined : readDate(row['updated_at'], settings);
	if (
		updated === undefined &&
		row['updated_at'] !== undefined &&
		row['updated_at'] !== '' &&
		row['updated_at'] !== null
	)
		return { field: 'updated_at', reason: 'is not a date' };
	const consent = consentOf(row);
	const call = namedCall('identify', identity, consent ? { consent: { categoryPreferences: consent } } : {});
	const { email, phone } = identity;
	const traits = {
		...(email === undefined ? {} : { email }),
		...(phone === undefined ? {} : { phone }),
		...traitsOf(row),
	};
	const full = { ...call, traits, ...(updated === undefined ? {} : { timestamp: new Date(updated).toISOString() }) };
	return { items: [{ ...full, messageId: contentId('people', [settings.source, full]) }] };
}

function traitsOf(row: Row): JsonObject {
	const others = otherColumns(
		row,
		(column) => isIdentifierColumn(column) || column === 'updated_at' || purposeOf(column) !== undefined,
	);
	return Object.fromEntries(
		others.map(([column, value]) => [
			column,
			column === 'notes' && typeof value === 'string' ? value : typedValue(column, value),
		]),
	);
}

function consentOf(row: Row): Record<string, boolean> | undefined {
	const given = Object.entries(row).flatMap(([column, value]): Array<[string, boolean]> => {
		const purpose = purposeOf(column);
		const granted = purpose === undefined ? undefined : readBoolean(value);
		return purpose === undefined || granted === undefined ? [] : [[purpose, granted]];
	});
	return given.length > 0 ? Object.fromEntries(given) : undefined;
}
