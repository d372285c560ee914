import type { DeliveryChange, OutgoingRequest } from '../model/delivery';
import type { JsonObject } from '../model/json';
import type { HttpResponse } from '../ports';
import type { Verdict } from './destination';

/**
 * From people to the exact bytes sent, the platform's replies and our verdicts; one harness runs them all.
 * Time is 2026-06-01T00:00:00Z and the idempotency key `batch-1` in every example.
 */
export interface DestinationExample {
	title: string;
	/** What it shows; every platform has at least one example of each kind (`docs/destinations-authoring.md`). */
	shows?: ExampleKind;
	action: DeliveryChange['action'];
	config: JsonObject;
	changes: Array<
		Omit<DeliveryChange, 'action' | 'segment' | 'traits'> & Partial<Pick<DeliveryChange, 'segment' | 'traits'>>
	>;
	/** What goes over the wire, in order, and what the platform answers; none when nobody may be sent. */
	exchange: Array<{ request: OutgoingRequest; reply: HttpResponse }>;
	/** One a change. `withheld` is ours: nothing was sent for lack of consent. */
	verdicts: Array<Verdict | { outcome: 'withheld'; reason: string }>;
}

/** What the examples of a platform must show. */
export const EXAMPLE_KINDS = [
	'success',
	'partial refusal',
	'rate limit',
	'expired credential',
	'consent missing',
	'removal',
] as const;

export type ExampleKind = (typeof EXAMPLE_KINDS)[number];
