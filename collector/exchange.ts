import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuse } from './answer';
import { MAX_BODY_BYTES, tooLarge } from './body';
import type { CollectDeps, CollectRequest, CollectResponse } from './contract';
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
	const held = { bytes: 0 };
	try {
		const body = await receive(request, deps, load, held);
		if (body === undefined) return;
		const answer = Buffer.isBuffer(body) ? await handleCollect(requestOf(request, body), deps) : body;
		send(response, answer, load.onIdle !== undefined || !request.complete, request.method === 'HEAD');
	} finally {
		load.bytes -= held.bytes;
		load.requests--;
		if (load.requests === 0) load.onIdle?.();
	}
}

/** The body; an answer when it is refused unread; undefined when the sender has gone. */
async function receive(request: IncomingMessage, deps: CollectDeps, load: Load, held: { bytes: number }): Promise<Buffer | CollectResponse | undefined> {
	const limit = deps.maxBodyBytes ?? MAX_BODY_BYTES;
	const declared = Number(request.headers['content-length'] ?? 0);
	if (declared > limit) return refuse(tooLarge(limit));
	if (declared > 0 && load.bytes > 0 && load.bytes + declared > load.maxBytes) return busy(deps);
	const chunks: Buffer[] = [];
	try {
		for await (const chunk of request as AsyncIterable<Buffer>) {
			held.bytes += chunk.length;
			load.bytes += chunk.length;
			chunks.push(chunk);
			if (held.bytes > limit) return refuse(tooLarge(limit));
			if (load.bytes > load.maxBytes && load.bytes > held.bytes) return busy(deps);
		}
	} catch {
		return undefined; // the connection broke: there is nobody to answer
	}
	return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}

function busy(deps: CollectDeps): CollectResponse {
	if (deps.state) deps.state.counters.throttled++;
	return refuse({ status: 429, error: 'Too much is waiting to be stored', headers: { 'retry-after': '1' } });
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
	const headers = { ...answer.headers, ...(answer.status === 204 ? {} : { 'content-length': String(body.length) }), ...(last ? { connection: 'close' } : {}) };
	response.writeHead(answer.status, headers);
	response.end(headOnly ? undefined : body);
}
