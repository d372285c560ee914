import type { Destination } from '../../core/delivery/destination';
import { everybody, oneRequest } from '../../core/delivery/exchange';
import { changeLines, FORMAT } from '../../core/delivery/lines';

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
		FORMAT,
	],
	identifiers: {},
	limits: { maxBatch: 1000 },
	consent: { purposes: ['advertising'], tcf: [] },
	deliver: oneRequest(
		(batch) => {
			const { header, lines } = changeLines(batch);
			const headers: Record<string, string> = header === undefined ? {} : { header };
			return { method: 'APPEND', url: String(batch.config['path']), headers, body: lines };
		},
		(_response, { people }) => everybody(people),
	),
});
