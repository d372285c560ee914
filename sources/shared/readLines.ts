import { InputError } from '../../core/model/errors';
import type { ReadRow } from './ReadRow';

/** A file without line breaks is not what its name says. */
const MAX_LINE_CHARS = 32 * 1024 * 1024;

/** The lines of a text that are not blank, as `{line}`. */
export async function* readLines(text: AsyncIterable<Buffer>): AsyncGenerator<ReadRow[]> {
	let number = 0;
	for await (const lines of splitLines(text)) {
		const rows = lines.map((line) => ({ number: ++number, record: { line } }));
		if (rows.length > 0) yield rows;
	}
}

/** One JSON object a line. A line that is none is a problem of its own and does no harm to the others. */
export async function* readNdjson(text: AsyncIterable<Buffer>): AsyncGenerator<ReadRow[]> {
	let number = 0;
	for await (const lines of splitLines(text)) {
		const rows = lines.map((line) => parseRecord(line, ++number));
		if (rows.length > 0) yield rows;
	}
}

/** A record from JSON text. */
export function parseRecord(text: string, number: number): ReadRow {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return { number, record: text, problem: { field: '(row)', reason: 'is not valid JSON' } };
	}
	if (typeof value === 'object' && value !== null && !Array.isArray(value))
		return { number, record: value as Record<string, unknown> };
	return { number, record: text, problem: { field: '(row)', reason: 'must be a JSON object' } };
}

async function* splitLines(text: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
	let rest = '';
	for await (const chunk of text) {
		const lines = (rest + chunk.toString('utf8')).split(/\r?\n/);
		rest = lines.pop() ?? '';
		if (rest.length > MAX_LINE_CHARS)
			throw new InputError(
				'A line is longer than 32 MB',
				'Check the format: one record a line is expected.',
				'FILE_FORMAT',
			);
		yield lines.filter((line) => line.trim() !== '');
	}
	if (rest.trim() !== '') yield [rest];
}
