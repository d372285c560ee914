import type { DeliveryChange, DestinationField } from '../model/delivery';
import type { Batch } from './destination';

const COLUMNS = ['action', 'key', 'segment', 'identifiers', 'traits', 'batch'];

/** How a line of a file of changes is written. */
export const FORMAT: DestinationField = {
	key: 'format',
	label: 'Format',
	type: 'options',
	default: 'ndjson',
	description: 'How a line is written',
	options: [
		{ value: 'csv', label: 'CSV' },
		{ value: 'ndjson', label: 'NDJSON' },
	],
};

/** A line a change, each with its end; `header` is the first line of a CSV file. */
export function changeLines(batch: Batch): { header?: string; lines: string } {
	const csv = batch.config['format'] === 'csv';
	const lines = batch.people.map(({ change }) =>
		csv ? csvLine(change, batch) : JSON.stringify(record(change, batch)),
	);
	return { ...(csv ? { header: COLUMNS.join(',') } : {}), lines: `${lines.join('\n')}\n` };
}

/** `batch` repeats when a crash made us write the same lines again: a reader can drop the second. */
function record({ key, segment, identifiers, traits }: DeliveryChange, { action, idempotencyKey }: Batch) {
	return { action, key, segment, identifiers, traits: action === 'remove' ? {} : traits, batch: idempotencyKey };
}

function csvLine(change: DeliveryChange, batch: Batch): string {
	const row = record(change, batch);
	return [
		row.action,
		row.key,
		row.segment,
		row.identifiers.map((i) => `${i.type}:${i.value}`).join(' '),
		JSON.stringify(row.traits),
		row.batch,
	]
		.map(cell)
		.join(',');
}

/** A leading = + - @ would run as a formula in a spreadsheet: it gets an apostrophe (OWASP, CSV injection). */
function cell(text: string): string {
	const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
