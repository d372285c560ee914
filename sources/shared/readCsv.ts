import { Readable } from 'node:stream';
import { parse, type CsvError } from 'csv-parse';
import { delimiterOf } from './delimiter';
import type { ReadRow } from './ReadRow';

/** A record longer than this is a quote that was never closed. */
const MAX_RECORD_BYTES = 1024 * 1024;
/** Rows handed on at once: few enough that nothing waits long, enough that a turn of the event loop is cheap. */
const ROWS_AT_ONCE = 250;

/** The records of a CSV file with a header; the delimiter is found out from its first lines. */
export async function* readCsv(text: AsyncIterator<Buffer>): AsyncGenerator<ReadRow[]> {
	const first = await text.next();
	if (first.done) return;
	const skips: Skip[] = [];
	const parser = parse({
		delimiter: delimiterOf(first.value.toString('utf8')),
		relax_quotes: true,
		relax_column_count: true,
		skip_empty_lines: true,
		skip_records_with_error: true,
		max_record_size: MAX_RECORD_BYTES,
		on_skip: (error) => void skips.push({ after: parser.info.records, reason: reasonOf(error) }),
	});
	let rows: ReadRow[] = [];
	let columns: string[] | undefined;
	let number = 0;
	let records = 0;
	for await (const cells of Readable.from(withHead(first.value, text)).pipe(parser) as AsyncIterable<string[]>) {
		if (skips.length > 0) rows.push(...problems(skips, records, () => ++number));
		records++;
		if (columns) rows.push({ number: ++number, record: toRecord(columns, cells) });
		else columns = columnNames(cells);
		if (rows.length < ROWS_AT_ONCE) continue;
		yield rows;
		rows = [];
	}
	rows.push(...problems(skips, records, () => ++number));
	if (rows.length > 0) yield rows;
}

/** A record that could not be parsed, after so many that could: the parser is ahead of us. */
interface Skip {
	after: number;
	reason: string;
}

function problems(skips: Skip[], records: number, next: () => number): ReadRow[] {
	const due = skips.findIndex(({ after }) => after > records);
	return skips
		.splice(0, due === -1 ? skips.length : due)
		.map(({ reason }) => ({ number: next(), record: null, problem: { field: '(row)', reason } }));
}

async function* withHead(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
	yield head;
	for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

function reasonOf(error: CsvError | undefined): string {
	if (error?.code === 'CSV_QUOTE_NOT_CLOSED' || error?.code === 'CSV_MAX_RECORD_SIZE')
		return 'has a quote that is never closed';
	return `is not valid CSV (${error?.code ?? 'unknown'})`;
}

/** Nameless columns get their number as name, repeated names a number behind. */
function columnNames(cells: string[]): string[] {
	const seen = new Map<string, number>();
	return cells.map((cell, i) => {
		const name = cell.trim() || `column_${i + 1}`;
		const count = (seen.get(name) ?? 0) + 1;
		seen.set(name, count);
		return count === 1 ? name : `${name}_${count}`;
	});
}

function toRecord(columns: string[], cells: string[]): Record<string, unknown> {
	const record: Record<string, unknown> = {};
	cells.forEach((cell, i) => (record[columns[i] ?? `column_${i + 1}`] = cell));
	return record;
}
