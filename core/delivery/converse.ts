import { isCdpError } from '../model/errors';
import type { OutgoingRequest } from '../model/delivery';
import type { JsonObject } from '../model/json';
import type { Clock, FileAppender, HttpClient, HttpResponse } from '../ports';
import type { Batch, Destination, Verdict } from './destination';
import { everybody } from './exchange';
import type { TokenHolder } from './tokens';

const TIMEOUT_MS = 30_000;

/** How the world is reached; tests give their own. */
export interface Transport {
	http: HttpClient;
	append: FileAppender;
	sleep(ms: number): Promise<void>;
}

export interface Line {
	transport: Transport;
	clock: Clock;
	tokens: TokenHolder;
	/** Called before each request: waits for the platform's limits, counts. */
	turn?: (request: OutgoingRequest) => Promise<void>;
}

export interface Outcome {
	verdicts: Verdict[];
	/** False when an answer was missing: what was sent may have arrived. */
	answered: boolean;
	requests: number;
}

/** Sends a batch to the end of its exchange; a missing answer becomes a retry, a batch that is too large is halved. */
export async function converse(line: Line, destination: Destination, batch: Batch): Promise<Outcome> {
	let requests = 0;
	const send = async (request: OutgoingRequest): Promise<HttpResponse> => {
		await line.turn?.(request);
		requests += 1;
		return perform(line.transport, destination, batch.config, request);
	};
	try {
		const authorised = { ...batch, config: await line.tokens(destination, batch.config, { send }) };
		let verdicts = await exchange(line, destination, authorised, send);
		if (verdicts === TOO_LARGE) return await halved(line, destination, batch, requests);
		if (verdicts.some(isStop) && destination.authorisation?.request(batch.config)) {
			const renewed = await line.tokens(destination, batch.config, { send, renew: true });
			if (renewed['accessToken'] !== authorised.config['accessToken'])
				verdicts = await exchange(line, destination, { ...batch, config: renewed }, send);
		}
		const missing: Verdict = { outcome: 'retry', reason: 'the platform did not say what became of it' };
		return { verdicts: batch.people.map((_, i) => verdicts[i] ?? missing), answered: true, requests };
	} catch (error) {
		if (!isCdpError(error) || !error.retry) throw error;
		// A used up allowance says nothing of these people: no try of theirs is counted, and the push ends.
		const stop = error.code === 'ALLOWANCE';
		return {
			verdicts: everybody(batch.people, { outcome: 'retry', reason: error.message, ...(stop ? { stop } : {}) }),
			answered: false,
			requests,
		};
	}
}

/** The answer to the destination's harmless question; undefined when it has none. */
export async function askPlatform(
	line: Line,
	destination: Destination,
	config: JsonObject,
): Promise<HttpResponse | undefined> {
	const send = (request: OutgoingRequest) => perform(line.transport, destination, config, request);
	const request = destination.check?.(await line.tokens(destination, config, { send }), line.clock.now());
	return request && (await send(request));
}

const isStop = (verdict: Verdict): boolean => verdict.outcome === 'retry' && verdict.stop === true;
const TOO_LARGE: Verdict[] = [];

async function exchange(
	{ transport }: Line,
	destination: Destination,
	batch: Batch,
	send: (request: OutgoingRequest) => Promise<HttpResponse>,
): Promise<Verdict[]> {
	const conversation = destination.deliver(batch);
	let turn = conversation.next();
	while (!turn.done) {
		const { request, afterMs } = turn.value;
		if (isTooLarge(destination, request) && batch.people.length > 1) return TOO_LARGE;
		if (afterMs) await transport.sleep(afterMs);
		turn = conversation.next(await send(request));
	}
	return turn.value;
}

/** Whether the platform would refuse the body for its size. */
export function isTooLarge({ limits }: Destination, { body }: OutgoingRequest): boolean {
	if (limits.maxBytes === undefined || body.length * 3 < limits.maxBytes) return false;
	return Buffer.byteLength(body) > limits.maxBytes;
}

/** The same two halves at every try, so that each keeps its key. */
export function halves(batch: Batch): [Batch, Batch] {
	const middle = Math.ceil(batch.people.length / 2);
	const half = (people: Batch['people'], name: string): Batch => ({
		...batch,
		people,
		idempotencyKey: `${batch.idempotencyKey}.${name}`,
	});
	return [half(batch.people.slice(0, middle), 'a'), half(batch.people.slice(middle), 'b')];
}

async function halved(line: Line, destination: Destination, batch: Batch, requests: number): Promise<Outcome> {
	const [first, second] = halves(batch);
	const a = await converse(line, destination, first);
	const b = await converse(line, destination, second);
	return {
		verdicts: [...a.verdicts, ...b.verdicts],
		answered: a.answered && b.answered,
		requests: requests + a.requests + b.requests,
	};
}

async function perform(
	transport: Transport,
	destination: Destination,
	config: JsonObject,
	request: OutgoingRequest,
): Promise<HttpResponse> {
	if (destination.transport === 'file') {
		await transport.append(request.url, request.body, request.headers['header'] ?? '');
		return { status: 200, headers: {}, body: '' };
	}
	const url = rebased(request.url, config);
	return transport.http({ ...request, url, timeoutMs: TIMEOUT_MS, allowPrivate: config['allowPrivate'] === true });
}

/** The address under the user's own base URL: its path goes in front of the platform's. */
export function rebased(url: string, config: JsonObject): string {
	const base = config['baseUrl'];
	if (typeof base !== 'string' || base === '') return url;
	return url.replace(/^https?:\/\/[^/?#]+/, base.replace(/\/+$/, ''));
}
