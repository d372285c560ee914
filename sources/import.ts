import type { Readable } from 'node:stream';
import { IANAZone } from 'luxon';
import type { Cdp } from '../core/cdp';
import { CdpError, InputError } from '../core/model/errors';
import { columnMapper } from './shared/columns';
import { createLoader, type Loader } from './shared/loader';
import type { ReadRow } from './shared/ReadRow';
import { readRows } from './shared/readRows';
import { sourceOf } from './registry';
import type { Conversion, RejectedRow, Row, Source } from './source';

/** What to do with a file. */
export interface ImportOptions {
	/** Slug in the registry: `events`, `people`, `orders` … */
	as: string;
	/** Decides the format by its ending: .csv .tsv .ndjson .jsonl .json, each also .gz; looked at when it tells nothing. */
	fileName: string;
	/** Source field -> column of the file, for names that are not recognised. */
	map?: Record<string, string>;
	/** Name kept with every event; default the slug. */
	source?: string;
	/** IANA zone of dates without one; default UTC. */
	timezone?: string;
	/** ISO country of phone numbers without country code, e.g. `DE`; also decides how 3/4/2024 is read. */
	defaultRegion?: string;
	onProgress?: (progress: ImportProgress) => void;
	/** Awaited, so that a slow disk holds the import back. */
	onRejected?: (rejected: RejectedRow) => void | Promise<void>;
	/** Aborted: what is under way is stored, then the import ends with an error. */
	signal?: AbortSignal;
}

/** How far an import is. */
export interface ImportProgress {
	rows: number;
	/** Bytes of the (packed) stream read so far. */
	bytes: number;
	accepted: number;
	rejected: number;
}

/** What became of a file. */
export interface ImportReport {
	rows: number;
	/** Calls stored now; those known before count under `duplicates`. */
	accepted: number;
	duplicates: number;
	/** Rows and calls refused, each told to `onRejected`. */
	rejected: number;
	/** The source's own counts, e.g. `{invoices: 25900}`. */
	counts: Record<string, number>;
	ms: number;
}

/** Streams a file into the engine in batches of 1,000; importing it again changes nothing. */
export async function importStream(
	cdp: Pick<Cdp, 'ingest'>,
	stream: Readable,
	options: ImportOptions,
): Promise<ImportReport> {
	const started = performance.now();
	const source = sourceOf(options.as);
	const settings = settingsOf(options);
	const conversion = source.start(settings);
	const loader = createLoader(cdp, source, settings.source, options.onRejected);
	const progress = { rows: 0, bytes: 0 };
	const chunks = readRows(
		stream,
		{ name: options.fileName, reads: source.reads },
		(count) => (progress.bytes += count),
	);
	const mapped = columnMapper(source.fields, options.map);
	try {
		for await (const rows of chunks) {
			stopIfAborted(options.signal);
			await takeRows(rows, { conversion, loader, mapped });
			progress.rows += rows.length;
			options.onProgress?.({ ...progress, accepted: loader.totals.accepted, rejected: loader.totals.rejected });
		}
		await loader.add(conversion.end());
	} finally {
		// Whatever went wrong: what was handed over is stored, and nothing keeps the file open.
		await loader.settle();
		stream.destroy();
	}
	await loader.finish();
	return {
		rows: progress.rows,
		...loader.totals,
		counts: conversion.counts(),
		ms: Math.round(performance.now() - started),
	};
}

interface Work {
	conversion: Conversion;
	loader: Loader;
	mapped: (record: Row) => Row;
}

async function takeRows(rows: ReadRow[], { conversion, loader, mapped }: Work): Promise<void> {
	for (const { number, record, problem } of rows) {
		if (problem) await loader.add({ items: [], rejected: [{ row: number, ...problem, record }] });
		else {
			const output = conversion.take(mapped(record as Row), number, record);
			if (output.items.length > 0 || output.rejected.length > 0) await loader.add(output);
		}
	}
}

function settingsOf({ as, source, timezone = 'UTC', defaultRegion }: ImportOptions): Parameters<Source['start']>[0] {
	if (!IANAZone.isValidZone(timezone))
		throw new InputError(`"${timezone}" is not a time zone`, 'Give a name such as Europe/Berlin.', 'TIMEZONE');
	return {
		timezone,
		source: source ?? as,
		...(defaultRegion === undefined ? {} : { defaultRegion: defaultRegion.toUpperCase() }),
	};
}

function stopIfAborted(signal: AbortSignal | undefined): void {
	if (signal?.aborted)
		throw new CdpError('The import was stopped', {
			code: 'STOPPED',
			fault: 'user',
			retry: true,
			next: 'Import the file again: what is stored already is not stored twice.',
		});
}
