import { perRow, type RowResult } from '../shared/conversion';
import { contentId } from '../shared/contentId';
import { isEmpty } from '../shared/columns';
import { readDate } from '../shared/dates';
import { IDENTIFIER_FIELDS, identityOf, namedCall, purposeOf } from '../shared/identity';
import { readBoolean, readCode } from '../shared/values';
import type { Row, Source, SourceSettings } from '../source';

/** Decisions of people: identifier, purpose, granted or denied, when, and the proof. */
export const consents: Source = Object.freeze<Source>({
	slug: 'consents',
	name: 'Consents',
	description: 'Who agreed to what, or withdrew it, with time and proof',
	fields: [
		...IDENTIFIER_FIELDS,
		{
			key: 'purpose',
			description: 'What for, e.g. `advertising`; several with ; between. Or a column `consent_PURPOSE` each',
			synonyms: ['purposes', 'consent_type', 'category', 'channel'],
		},
		{
			key: 'granted',
			description: 'true or false, yes or no, granted or denied',
			synonyms: ['status', 'consent', 'decision', 'opt_in', 'value'],
		},
		{
			key: 'time',
			description: 'When it was decided; now when missing',
			synonyms: ['timestamp', 'date', 'consented_at', 'decided_at', 'updated_at'],
		},
		{
			key: 'proof',
			description: 'What proves it: a form id, a TCF or GPP string',
			synonyms: ['evidence', 'tcf', 'gpp', 'consent_string'],
		},
	],
	gives: 'calls',
	reads: 'records',
	start: (settings) => perRow((row) => convert(row, settings)),
});

function convert(row: Row, settings: SourceSettings): RowResult {
	const identity = identityOf(row, settings.defaultRegion);
	if (!identity) return { field: 'email', reason: 'is missing: a row needs an identifier' };
	const decisions = decisionsOf(row);
	if ('reason' in decisions) return decisions;
	const time = isEmpty(row['time']) ? undefined : readDate(row['time'], settings);
	if (time === undefined && !isEmpty(row['time'])) return { field: 'time', reason: 'is not a date' };
	const proof = readCode(row['proof']);
	const context = {
		consent: { categoryPreferences: decisions.given },
		...(proof === '' ? {} : { consentProof: proof }),
	};
	const call = {
		...namedCall('identify', identity, context),
		traits: {},
		...(time === undefined ? {} : { timestamp: new Date(time).toISOString() }),
	};
	return { items: [{ ...call, messageId: contentId('consents', [settings.source, call]) }] };
}

function decisionsOf(row: Row): { given: Record<string, boolean> } | { field: string; reason: string } {
	const named = readCode(row['purpose'])
		.split(/[;|]/)
		.map((purpose) => purpose.trim().toLowerCase())
		.filter((purpose) => purpose !== '');
	const cells: Array<[purpose: string, column: string, value: unknown]> = named.map((purpose) => [
		purpose,
		'granted',
		row['granted'],
	]);
	for (const [column, value] of Object.entries(row)) {
		const purpose = purposeOf(column);
		if (purpose !== undefined && !isEmpty(value)) cells.push([purpose, column, value]);
	}
	if (cells.length === 0) return { field: 'purpose', reason: 'is missing' };
	const given: Record<string, boolean> = {};
	for (const [purpose, column, value] of cells) {
		const granted = readBoolean(value);
		// Nothing that cannot be read counts as consent, and nothing as its withdrawal either.
		if (granted === undefined)
			return { field: column, reason: isEmpty(value) ? 'is missing' : 'is neither yes nor no' };
		given[purpose] = granted;
	}
	return { given };
}
