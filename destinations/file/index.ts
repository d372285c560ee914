import type { Batch, Destination } from '../../core/delivery/destination';
import { everybody, oneRequest } from '../../core/delivery/exchange';
import type { DeliveryChange } from '../../core/model/delivery';

const COLUMNS = ['action', 'key', 'segment', 'identifiers', 'traits', 'batch'];

/** A file of changes: every push appends what is different, a line a change. */
export const file: Destination = Object.freeze<Destination>({
	slug: 'file',
	name: 'File',
	description: 'Appends additions, updates and removals to a CSV or NDJSON file',
	kinds: ['audience', 'profiles'],
	transport: 'file',
	fields: [
		{
			key: 'path',
			label: 'File Path',
			type: 'string',
			required: true,
			description: 'File on the n8n machine; it is created when missing',
			placeholder: 'e.g. /data/audience.ndjson',
		},
		{
			key: 'format',
			label: 'Format',
			type: 'options',
			default: 'ndjson',
			description: 'How a line is written',
			options: [
				{ value: 'csv', label: 'CSV' },
				{ value: 'ndjson', label: 'NDJSON' },
			],
		},
	],
	identifiers: {},
	limits: { maxBatch: 1000 },
	consent: { purposes: ['advertising'], tcf: [] },
	deliver: oneRequest(
		(batch) => {
			const csv = batch.config['format'] === 'csv';
			const header: Record<string, string> = csv ? { header: COLUMNS.join(',') } : {};
			const lines = batch.people.map(({ change }) =>
				csv ? csvLine(change, batch) : JSON.stringify(record(change, batch)),
			);
			return { method: 'APPEND', url: String(batch.config['path']), headers: header, body: `${lines.join('\n')}\n` };
		},
		(_response, { people }) => everybody(people),
	),
});

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
