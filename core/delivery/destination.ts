import type { DeliveryChange, DestinationField, OutgoingRequest } from '../model/delivery';
import type { JsonObject } from '../model/json';
import type { HttpResponse } from '../ports';

/** What became of one change of a batch. */
export type Verdict =
	{ outcome: 'done' } | { outcome: 'retry'; reason: string; afterMs?: number } | { outcome: 'refused'; reason: string };

/**
 * A platform as data and pure functions; it never touches the network (the runner does).
 * One folder a destination: index.ts · examples.ts · README.md, one line in destinations/registry.ts.
 */
export interface Destination {
	slug: string;
	name: string;
	description: string;
	/** `http` requests go over the network, `file` requests are appended to a file. */
	transport: 'http' | 'file';
	fields: DestinationField[];
	/** Its number in IAB's Global Vendor List: people whose TC string leaves it out are withheld. */
	vendor?: number;
	/** Identifier types it uses; empty means all. A person with none of them is withheld. */
	identifiers: string[];
	limits: { maxBatch: number };
	/** Builds the one request that carries this batch (all of one action). Throws `InputError` on wrong config. */
	request(batch: Batch): OutgoingRequest;
	/** Reads the answer into one verdict a change, in order. */
	read(response: HttpResponse, batch: Batch): Verdict[];
}

export interface Batch {
	action: DeliveryChange['action'];
	changes: DeliveryChange[];
	config: JsonObject;
	/** Same for every try of the same batch: the platform can drop repeats by it. */
	idempotencyKey: string;
}
