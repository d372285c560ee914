import type { Readable } from 'node:stream';
import { InputError } from '../core/model/errors';
import type { Identifier } from '../core/model/identifier';
import { columnMapper } from './shared/columns';
import { IDENTIFIER_FIELDS, identityOf, type Identity } from './shared/identity';
import { readRows } from './shared/readRows';
import { readCode } from './shared/values';
import type { Row } from './source';

/** Where the identifiers of a file stand. */
export interface IdentifierFileOptions {
	/** Decides the format by its ending, as for an import. */
	fileName: string;
	/** Only this column, as identifiers of this type; otherwise columns are recognised by name, or `type` and `value` say it row by row. */
	column?: { name: string; type: string };
	/** ISO country of phone numbers without country code, e.g. `DE`. */
	region?: string;
}

/** A record, 1 for the first, and the identifiers it names: none is a row that names nobody. */
export interface IdentifierRow {
	row: number;
	record: unknown;
	identifiers: Identifier[];
	/** The record could not be read. */
	problem?: { field: string; reason: string };
}

/** Streams a file of identifiers, a few hundred rows at a time. Throws InputError COLUMN_UNKNOWN. */
export async function* readIdentifiers(
	stream: Readable,
	{ fileName, column, region }: IdentifierFileOptions,
): AsyncGenerator<IdentifierRow[]> {
	const mapped = columnMapper(IDENTIFIER_FIELDS);
	let isFirst = true;
	try {
		for await (const rows of readRows(stream, { name: fileName, reads: 'records' }, () => undefined)) {
			yield rows.map(({ number, record, problem }) => {
				if (problem) return { row: number, record, identifiers: [], problem };
				const given = record as Row;
				if (column && isFirst) requireColumn(given, column.name);
				isFirst = false;
				const identifiers = column ? inColumn(given, column) : (byTypeAndValue(given) ?? byName(mapped(given), region));
				return { row: number, record, identifiers };
			});
		}
	} finally {
		stream.destroy();
	}
}

function requireColumn(record: Row, name: string): void {
	if (Object.hasOwn(record, name)) return;
	throw new InputError(
		`The file has no column “${name}”.`,
		`It has: ${Object.keys(record).slice(0, 50).join(', ')}.`,
		'COLUMN_UNKNOWN',
	);
}

function inColumn(record: Row, { name, type }: { name: string; type: string }): Identifier[] {
	const value = readCode(record[name]);
	return value === '' ? [] : [{ type, value }];
}

/** The form in which members of a segment are written. */
function byTypeAndValue(record: Row): Identifier[] | undefined {
	if (!('type' in record && 'value' in record)) return undefined;
	const [type, value] = [readCode(record['type']), readCode(record['value'])];
	return type === '' || value === '' ? [] : [{ type, value }];
}

function byName(row: Row, region: string | undefined): Identifier[] {
	const identity = identityOf(row, region);
	return identity ? named(identity) : [];
}

function named({ userId, anonymousId, email, phone, externalIds }: Identity): Identifier[] {
	const own: Array<[string, string | undefined]> = [
		['user_id', userId],
		['anonymous_id', anonymousId],
		['email', email],
		['phone', phone],
	];
	return [
		...own.flatMap(([type, value]) => (value === undefined ? [] : [{ type, value }])),
		...externalIds.map(({ type, id }) => ({ type, value: id })),
	];
}
