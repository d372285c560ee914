import type { Readable } from 'node:stream';
import type { Source } from '../source';
import { readCsv } from './readCsv';
import { readJson } from './readJson';
import { readLines, readNdjson } from './readLines';
import type { ReadRow } from './ReadRow';
import { readText } from './readText';

/** How a file is written. */
export type Format = 'csv' | 'ndjson' | 'json' | 'lines';

const BY_ENDING: Record<string, Format> = { csv: 'csv', tsv: 'csv', ndjson: 'ndjson', jsonl: 'ndjson', json: 'json' };

/** The format that a file name promises; undefined when it promises none. */
export function formatOf(fileName: string): Format | undefined {
	const ending = /\.([a-z0-9]+)$/i.exec(fileName.replace(/\.gz$/i, ''))?.[1];
	return ending === undefined ? undefined : BY_ENDING[ending.toLowerCase()];
}

/** Streams a file as records, a few hundred at a time, never the whole file. */
export async function* readRows(
	stream: Readable,
	file: { name: string; reads: Source['reads'] },
	onBytes: (count: number) => void,
): AsyncGenerator<ReadRow[]> {
	const text = readText(stream, onBytes);
	if (file.reads === 'lines') {
		yield* readLines(text);
		return;
	}
	const first = await text.next();
	if (first.done) return;
	const all = again(first.value, text);
	const format = formatOf(file.name) ?? sniff(first.value);
	if (format === 'csv') yield* readCsv(all);
	else if (format === 'json') yield* readJson(all);
	else yield* readNdjson(all);
}

async function* again(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
	yield first;
	yield* rest;
}

/** Without a telling name: brackets make JSON, anything else is a table. */
function sniff(first: Buffer): Format {
	return /^\s*[[{]/.test(first.toString('utf8', 0, 1_000)) ? 'json' : 'csv';
}
