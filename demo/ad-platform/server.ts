import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { applyPush } from './audiences';
import type { Audiences, Push } from './audiences';

/** A stand-in for an advertising platform on this machine: it believes what it is sent, and remembers it. */
export interface AdPlatform {
	url: string;
	audiences: Audiences;
	/** Requests that were accepted, repeats of an idempotency key not counted. */
	accepted: number;
	repeated: number;
	failed: number;
	/** The next requests are answered with these statuses instead. */
	failNext(...statuses: number[]): void;
	close(): Promise<void>;
}

interface State extends Pick<AdPlatform, 'audiences' | 'accepted' | 'repeated' | 'failed'> {
	failures: number[];
	seen: Set<string>;
}

/**
 * Listens on `port` of the loopback address (0: any free one). POST /audiences, GET /state, POST /fail {statuses}.
 * With a file it remembers from one run to the next, as a real platform does.
 */
export function startAdPlatform(port: number, file?: string): Promise<AdPlatform> {
	const state: State = { audiences: recall(file), accepted: 0, repeated: 0, failed: 0, failures: [], seen: new Set() };
	const server = createServer((request, response) => {
		void answer(request, state).then(({ status, body }) => {
			if (file !== undefined && request.method === 'POST') writeFileSync(file, JSON.stringify(state.audiences));
			reply(response, status, body);
		});
	});
	return new Promise((resolve, reject) => {
		server.on('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			const actual = typeof address === 'object' && address ? address.port : port;
			const close = () => new Promise<void>((done) => (server.closeAllConnections(), server.close(() => done())));
			const failNext = (...statuses: number[]) => void state.failures.push(...statuses);
			resolve(Object.assign(state, { url: `http://127.0.0.1:${actual}`, failNext, close }));
		});
	});
}

function recall(file: string | undefined): Audiences {
	if (file === undefined || !existsSync(file)) return {};
	return JSON.parse(readFileSync(file, 'utf8')) as Audiences;
}

interface Answer {
	status: number;
	body: unknown;
}

async function answer(request: IncomingMessage, state: State): Promise<Answer> {
	const body = await readBody(request);
	if (request.method === 'GET') return { status: 200, body: publicState(state) };
	if (request.url === '/fail') {
		state.failures.push(...((body as { statuses?: number[] } | undefined)?.statuses ?? []));
		return { status: 200, body: { failures: state.failures } };
	}
	const failure = state.failures.shift();
	if (failure !== undefined) {
		state.failed++;
		return { status: failure, body: { error: 'as asked' } };
	}
	return accept(request, body, state);
}

function accept(request: IncomingMessage, body: unknown, state: State): Answer {
	const key = request.headers['idempotency-key'];
	if (typeof key === 'string' && state.seen.has(key)) {
		state.repeated++;
		return { status: 200, body: { repeated: true } };
	}
	const done = applyPush(state.audiences, body as Push);
	if (done === undefined) return { status: 400, body: { error: 'expected {action, segment, changes: [{key}]}' } };
	if (typeof key === 'string') state.seen.add(key);
	state.accepted++;
	return { status: 200, body: { accepted: done } };
}

function publicState({ audiences, accepted, repeated, failed }: State): unknown {
	const sizes = Object.fromEntries(
		Object.entries(audiences).map(([key, audience]) => [key, Object.keys(audience).length]),
	);
	return { sizes, accepted, repeated, failed, audiences };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	try {
		return JSON.parse(Buffer.concat(chunks).toString('utf8'));
	} catch {
		return undefined;
	}
}

function reply(response: ServerResponse, status: number, body: unknown): void {
	const headers: Record<string, string> = { 'content-type': 'application/json' };
	if (status === 429 || status === 503) headers['retry-after'] = '1';
	response.writeHead(status, headers).end(JSON.stringify(body));
}
