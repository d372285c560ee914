import { perRow, type RowResult } from '../shared/conversion';
import { isEmpty } from '../shared/columns';
import { typedValue } from '../shared/values';
import type { Row, Source } from '../source';

const PREFIXES = ['properties.', 'traits.', 'context.'];

/** Calls in Segment's format: one a line, a list, or a request of Segment's batch API; tables with columns such as `properties.price`. */
export const events: Source = Object.freeze<Source>({
	slug: 'events',
	name: 'Events',
	description: 'Calls in the format of Segment (track, identify, page, screen, group, alias), one a line',
	fields: [
		{ key: 'type', description: 'track, identify, page, screen, group or alias; track when there is an event' },
		{ key: 'event', description: 'Name of the event', synonyms: ['event_name'] },
		{ key: 'userId', description: 'Id of the account', synonyms: ['user_id'] },
		{ key: 'anonymousId', description: 'Id of the browser', synonyms: ['anonymous_id'] },
		{ key: 'timestamp', description: 'When it happened', synonyms: ['original_timestamp'] },
		{ key: 'messageId', description: 'The same id is counted once', synonyms: ['message_id'] },
	],
	gives: 'calls',
	reads: 'records',
	start: () => perRow(convert),
});

function convert(row: Row): RowResult {
	if (Array.isArray(row['batch'])) return { items: row['batch'].map((call) => call as Row) };
	const call = unfolded(row);
	// An empty cell of a table is no value.
	if (isEmpty(call['type'])) call['type'] = isEmpty(call['event']) ? 'identify' : 'track';
	return { items: [call] };
}

/** `properties.price` of a table becomes `{properties: {price}}`; records that are calls already stay as they are. */
function unfolded(row: Row): Row {
	if (!Object.keys(row).some((key) => PREFIXES.some((prefix) => key.startsWith(prefix)))) return withoutEmpty(row);
	const call: Row = {};
	for (const [key, value] of Object.entries(row)) {
		const prefix = PREFIXES.find((known) => key.startsWith(known));
		if (prefix === undefined) call[key] = value;
		else if (!isEmpty(value)) {
			const name = key.slice(prefix.length);
			call[prefix.slice(0, -1)] = {
				...(call[prefix.slice(0, -1)] as Row | undefined),
				[name]: typedValue(name, value),
			};
		}
	}
	return withoutEmpty(call);
}

function withoutEmpty(row: Row): Row {
	return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ''));
}
