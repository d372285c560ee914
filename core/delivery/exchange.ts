import type { OutgoingRequest } from '../model/delivery';
import type { HttpResponse } from '../ports';
import { failure } from './answer';
import type { Batch, Exchange, Person, Step, Verdict } from './destination';

/** The usual exchange: one request for the whole batch, one answer. `read` is asked only about a 2xx. */
export function oneRequest(
	request: (batch: Batch) => OutgoingRequest,
	read: (response: HttpResponse, batch: Batch) => Verdict[],
): (batch: Batch) => Exchange {
	return function* (batch) {
		const response = yield { request: request(batch) };
		return failure(response, batch) ?? read(response, batch);
	};
}

export const DONE: Verdict = Object.freeze({ outcome: 'done' });

/** The same verdict for all. */
export function everybody(people: readonly Person[], verdict: Verdict = DONE): Verdict[] {
	return people.map(() => verdict);
}

/**
 * Refuses those who cannot be sent, with the reason, and sends the rest: `send` gets the batch without them and their
 * places in the whole batch.
 */
export function* refusing(
	batch: Batch,
	why: (person: Person, at: number) => string | undefined,
	send: (part: Batch, places: number[]) => Exchange,
): Exchange {
	const verdicts = batch.people.map((person, at): Verdict | undefined => {
		const reason = why(person, at);
		return reason === undefined ? undefined : { outcome: 'refused', reason };
	});
	const places = batch.people.flatMap((_, at) => (verdicts[at] ? [] : [at]));
	if (places.length > 0) {
		const said = yield* send({ ...batch, people: places.map((at) => batch.people[at] as Person) }, places);
		places.forEach((at, i) => (verdicts[at] = said[i]));
	}
	return verdicts as Verdict[];
}

/**
 * Sends several requests for one batch, each about some of the people (by their place in the batch), e.g. one schema a request.
 * Who is in several gets the worst verdict; who is in none is refused with `otherwise`.
 */
export function* parts(
	batch: Batch,
	list: Array<{ request: OutgoingRequest; about: number[] }>,
	read: (response: HttpResponse, part: Batch) => Verdict[],
	otherwise = 'none of the identifiers it takes',
): Exchange {
	const verdicts: Array<Verdict | undefined> = batch.people.map(() => undefined);
	for (const { request, about } of list) {
		const part = { ...batch, people: about.map((at) => batch.people[at] as Person) };
		const response = yield { request };
		const said = failure(response, part) ?? read(response, part);
		about.forEach((at, i) => (verdicts[at] = worse(verdicts[at], said[i])));
		if (said.some((one) => one.outcome === 'retry' && one.stop)) break;
	}
	return verdicts.map((one) => one ?? { outcome: 'refused', reason: otherwise });
}

const BADNESS = { done: 0, refused: 1, retry: 2 };

function worse(a: Verdict | undefined, b: Verdict | undefined): Verdict | undefined {
	if (!a || !b) return a ?? b;
	return BADNESS[b.outcome] > BADNESS[a.outcome] ? b : a;
}

/** The requests of an exchange when every answer is as it assumes: what a dry run shows. */
export function* dryRequests(exchange: Exchange): Generator<OutgoingRequest> {
	for (let turn = exchange.next(); !turn.done; turn = exchange.next(assumed(turn.value))) yield turn.value.request;
}

function assumed({ assume = '{}' }: Step): HttpResponse {
	return { status: 200, headers: {}, body: assume };
}
