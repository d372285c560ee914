import type { Readable } from 'node:stream';
import type { Cdp } from '../core/cdp';
import type { RejectedRow } from './source';

/** What to do with a file. */
export interface ImportOptions {
	/** Slug in the registry (`orders`, `people`, …) or `events`. */
	as: string;
	/** Decides the format by its ending: .csv .ndjson .jsonl .json .log .txt, each also .gz. */
	fileName: string;
	/** Source field -> column of the file, for names that are not recognised. */
	map?: Record<string, string>;
	/** Name kept with every event; default the slug. */
	source?: string;
	/** IANA zone of dates without one; default UTC. */
	timezone?: string;
	defaultRegion?: string;
	onProgress?: (progress: ImportProgress) => void;
	/** Awaited, so that a slow disk holds the import back. */
	onRejected?: (rejected: RejectedRow) => void | Promise<void>;
	/** Aborted: what is under way is stored, then the import ends with an error. */
	signal?: AbortSignal;
}

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
export declare function importStream(cdp: Pick<Cdp, 'ingest'>, stream: Readable, options: ImportOptions): Promise<ImportReport>;
