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

/** `others` for all but those at the places named, who are refused for the reason given there. */
export function exceptFor(
	people: readonly Person[],
	wrong: ReadonlyMap<number, string>,
	others: Verdict = DONE,
): Verdict[] {
	return people.map((_, at) => {
		const reason = wrong.get(at);
		return reason === undefined ? others : { outcome: 'refused', reason };
	});
}

/** For those whose batch a platform refused as a whole because of others in it. */
export const BESIDE: Verdict = Object.freeze({
	outcome: 'retry',
	reason: 'refused together with others that were wrong',
	afterMs: 0,
});

/**
 * For platforms that refuse a whole batch with 400 when one in it is wrong, and do not say which: halves it until the wrong
 * ones stand alone.
 */
export function* bisecting(
	batch: Batch,
	request: (part: Batch) => OutgoingRequest,
	read: (response: HttpResponse, part: Batch) => Verdict[],
	assume?: (part: Batch) => string,
): Exchange {
	const response = yield { request: request(batch), ...(assume ? { assume: assume(batch) } : {}) };
	if (response.status !== 400 || batch.people.length === 1) return failure(response, batch) ?? read(response, batch);
	const middle = Math.ceil(batch.people.length / 2);
	const first = yield* bisecting({ ...batch, people: batch.people.slice(0, middle) }, request, read, assume);
	const second = yield* bisecting({ ...batch, people: batch.people.slice(middle) }, request, read, assume);
	return [...first, ...second];
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
