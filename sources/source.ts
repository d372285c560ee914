import type { Json } from '../core/model/json';

/** A call in Segment's format, ready for `cdp.ingest.calls`. */
export type SegmentCall = Record<string, unknown> & { type: string };

/** One record of a file: a CSV row, an NDJSON line, an item of a JSON list, or `{line}` for plain text. */
export type Row = Record<string, unknown>;

/** One field that a source knows: found by its own key or a synonym, whatever the case and punctuation. */
export interface SourceField {
	key: string;
	description: string;
	/** Header names that mean the same, e.g. `e-mail` for `email`. */
	synonyms?: string[];
	required?: boolean;
}

/** What the person importing may choose. */
export interface SourceSettings {
	/** IANA zone of dates without one; default UTC. */
	timezone: string;
	/** ISO country of phone numbers without country code, e.g. `DE`. */
	defaultRegion?: string;
	/** Name of the source, part of ids made from content. */
	source: string;
}

/** A row that cannot be used: where, and why in plain words. `row` is 1 for the first record. */
export interface RejectedRow {
	row: number;
	field: string;
	reason: string;
	/** The record as read, so that it can be repaired and sent again. */
	record: unknown;
}

/** What one row gave: calls (or cost rows), and what was wrong. `row` numbers the record each came from. */
export interface SourceOutput {
	items: Array<{ item: Record<string, unknown>; row: number; record: unknown }>;
	rejected: RejectedRow[];
}

/** A conversion under way: memory of one file. */
export interface Conversion {
	/** Takes one row, its columns already under the source's own keys where it knows them; `record` is the row as read. */
	take(row: Row, number: number, record: unknown): SourceOutput;
	/** What is left at the end of the file. */
	end(): SourceOutput;
	/** The source's own counts for the report, e.g. `{invoices: 25900}`. */
	counts(): Record<string, number>;
}

/** A foreign format as data and pure functions. One folder a format: index.ts · examples.ts · README.md. */
export interface Source {
	slug: string;
	name: string;
	description: string;
	fields: readonly SourceField[];
	/** Where the items go: `ingest.calls`, `ingest.costs` or `ingest.products`. */
	gives: 'calls' | 'costs' | 'products';
	/** What the file holds: records with columns, or lines of text. */
	reads: 'records' | 'lines';
	start(settings: SourceSettings): Conversion;
}

/** Rows in, calls out: run for every source by one test, sent twice. */
export interface SourceExample {
	title: string;
	rows: Row[];
	settings?: Partial<SourceSettings>;
	calls: Array<Record<string, Json>>;
	rejected?: Array<{ row: number; field: string; reason: string }>;
	counts?: Record<string, number>;
}
