import type { JsonObject } from '../../core/model/json';
import { perRow, type RowResult } from '../shared/conversion';
import { contentId } from '../shared/contentId';
import { isEmpty } from '../shared/columns';
import { readDate } from '../shared/dates';
import { IDENTIFIER_FIELDS, identityOf, isIdentifierColumn, namedCall, otherColumns } from '../shared/identity';
import { readCode, typedValue } from '../shared/values';
import type { Row, Source, SourceSettings } from '../source';
import { TERM_FIELDS, termsOf } from './terms';

/** What a third party says about browsers: a column an attribute, or rows of `attribute` and `value`. */
export const attributes: Source = Object.freeze<Source>({
	slug: 'attributes',
	name: 'Third-party attributes',
	description: 'What a partner says about browsers or people, keyed by a cookie or another identifier',
	fields: [
		...IDENTIFIER_FIELDS,
		{
			key: 'attribute',
			description: 'Name of one attribute; without it every further column is an attribute',
			synonyms: ['attribute_name', 'trait', 'key'],
		},
		{ key: 'value', description: 'Its value', synonyms: ['attribute_value', 'trait_value'] },
		...TERM_FIELDS,
		{
			key: 'partner_id',
			description: 'The id that the provider gave the browser: the cookie of that partner',
			synonyms: ['partner_uid', 'provider_id', 'dpuuid'],
		},
		{
			key: 'time',
			description: 'When it was true; now when missing',
			synonyms: ['timestamp', 'date', 'updated_at', 'seen_at'],
		},
	],
	gives: 'calls',
	reads: 'records',
	start: (settings) => perRow((row) => convert(row, settings)),
});

const OWN = new Set(['attribute', 'value', 'time', 'partner_id', ...TERM_FIELDS.map(({ key }) => key)]);

function convert(row: Row, settings: SourceSettings): RowResult {
	const identity = identityOf(withPartnerCookie(row, settings), settings.defaultRegion);
	if (!identity) return { field: 'cookie', reason: 'is missing: a row needs a cookie or another identifier' };
	const traits = traitsOf(row);
	if (Object.keys(traits).length === 0) return { field: 'attribute', reason: 'is missing: the row says nothing' };
	const time = isEmpty(row['time']) ? undefined : readDate(row['time'], settings);
	if (time === undefined && !isEmpty(row['time'])) return { field: 'time', reason: 'is not a date' };
	const thirdParty = termsOf(row, time, settings);
	if ('reason' in thirdParty) return thirdParty;
	const call = {
		...namedCall('identify', identity, { thirdParty }),
		traits,
		...(time === undefined ? {} : { timestamp: new Date(time).toISOString() }),
	};
	return { items: [{ ...call, messageId: contentId('attributes', [settings.source, call]) }] };
}

/** The provider's own id of a browser is its cookie. */
function withPartnerCookie(row: Row, settings: SourceSettings): Row {
	if (isEmpty(row['partner_id'])) return row;
	const { partner_id: id, ...rest } = row;
	return { ...rest, [`cookie:${readCode(row['provider']) || settings.source}`]: id };
}

function traitsOf(row: Row): JsonObject {
	const name = readCode(row['attribute']);
	if (name !== '') return isEmpty(row['value']) ? {} : { [name]: typedValue(name, row['value']) };
	const others = otherColumns(row, (column) => isIdentifierColumn(column) || OWN.has(column));
	return Object.fromEntries(others.map(([column, value]) => [column, typedValue(column, value)]));
}
