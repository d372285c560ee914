import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuse, type Refusal } from './answer';
import { MAX_BODY_BYTES, tooLarge } from './body';
import type { CollectDeps, CollectRequest, CollectResponse } from './contract';
import { corsHeaders } from './cors';
import { handleCollect } from './handle';

/** Serves requests of Node's http server, and waits for those under way. */
export interface Exchanger {
	serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
	/** Resolves when nothing is under way any more; what comes meanwhile is answered and its connection closed. */
	finish(): Promise<void>;
}

interface Load {
	bytes: number;
	maxBytes: number;
	requests: number;
	/** Called when `requests` falls to 0; set once the server is closing. */
	onIdle: (() => void) | undefined;
}

/** `maxBytes`: bodies held in memory at once. */
export function createExchanger(deps: CollectDeps, maxBytes: number): Exchanger {
	const load: Load = { bytes: 0, maxBytes, requests: 0, onIdle: undefined };
	return {
		serve: (request, response) => serve(request, response, deps, load),
		finish: () => new Promise((resolve) => (load.requests === 0 ? resolve() : (load.onIdle = resolve))),
	};
}

async function serve(request: IncomingMessage, response: ServerResponse, deps: CollectDeps, load: Load): Promise<void> {
	load.requests++;
	const body = await receive(request, deps.maxBodyBytes ?? MAX_BODY_BYTES, load);
	try {
		if (body.gone) return;
		const collect = requestOf(request, body.bytes);
		if (body.refusal?.status === 429 && deps.state) deps.state.counters.throttled++;
		const answer = body.refusal ? withCors(refuse(body.refusal), collect, deps) : await handleCollect(collect, deps);
		send(response, answer, load.onIdle !== undefined || !request.complete, request.method === 'HEAD');
	} finally {
		load.bytes -= body.held;
		load.requests--;
		if (load.requests === 0) load.onIdle?.();
	}
}

interface Received {
	bytes: Buffer;
	/** Bytes of it that count as load until the request is answered. */
	held: number;
	refusal?: Refusal;
	/** The sender closed the connection: there is nobody to answer. */
	gone: boolean;
}

/** A refused body is still read to its end (up to this), since senders look at the answer only then. */
const MAX_DRAIN_BYTES = 64 * 1024 * 1024;

function receive(request: IncomingMessage, limit: number, load: Load): Promise<Received> {
	return new Promise((resolve) => {
		const chunks: Buffer[] = [];
		const received: Received = { bytes: Buffer.alloc(0), held: 0, gone: false };
		let read = 0;
		const refuseWith = (refusal: Refusal): void => {
			received.refusal = refusal;
			chunks.length = 0;
			load.bytes -= received.held;
			received.held = 0;
		};
		const done = (): void =>
			resolve({ ...received, bytes: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks) });
		request.on('data', (chunk: Buffer) => {
			read += chunk.length;
			if (received.refusal) return read > MAX_DRAIN_BYTES ? done() : undefined;
			received.held += chunk.length;
			load.bytes += chunk.length;
			chunks.push(chunk);
			if (read > limit) refuseWith(tooLarge(limit));
			// One request alone may always pass, however small the allowance.
			else if (load.bytes > load.maxBytes && load.bytes > received.held) refuseWith(BUSY);
		});
		request.on('end', done);
		request.on('close', () => {
			received.gone = !request.complete;
			done();
		});
	});
}

const BUSY: Refusal = { status: 429, error: 'Too much is waiting to be stored', headers: { 'retry-after': '1' } };

function withCors(answer: CollectResponse, request: CollectRequest, deps: CollectDeps): CollectResponse {
	return { ...answer, headers: { ...answer.headers, ...corsHeaders(request, deps.allowedOrigins) } };
}

function requestOf(request: IncomingMessage, body: Buffer): CollectRequest {
	const [path = '/', search] = (request.url ?? '/').split('?', 2);
	return {
		method: request.method ?? 'GET',
		path,
		query: search === undefined ? {} : Object.fromEntries(new URLSearchParams(search)),
		headers: request.headers as Record<string, string | undefined>,
		body: body.length === 0 ? undefined : body,
		ip: request.socket.remoteAddress ?? '',
	};
}

/** `last`: the connection ends with this answer, since the server closes or the rest of a refused body is not read. */
function send(response: ServerResponse, answer: CollectResponse, last: boolean, headOnly: boolean): void {
	const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
	const headers = {
		...answer.headers,
		...(answer.status === 204 ? {} : { 'content-length': String(body.length) }),
		...(last ? { connection: 'close' } : {}),
	};
	response.writeHead(answer.status, headers);
	response.end(headOnly ? undefined : body);
}
