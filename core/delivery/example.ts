import type { DeliveryChange, OutgoingRequest } from '../model/delivery';
import type { JsonObject } from '../model/json';
import type { HttpResponse } from '../ports';
import type { Verdict } from './destination';

/** From people to the exact bytes sent, the vendor's reply and our verdict; one harness runs them all. */
export interface DestinationExample {
	title: string;
	action: DeliveryChange['action'];
	config: JsonObject;
	changes: Array<Omit<DeliveryChange, 'action'>>;
	/** The idempotency key of every example is `batch-1`. */
	request: OutgoingRequest;
	reply: HttpResponse;
	verdicts: Verdict[];
}
