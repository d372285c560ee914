import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InputError, StoreError } from '../core/model/errors';
import { isLoopback } from './authorise';
import type { CollectDeps } from './contract';
import { createExchanger } from './exchange';
import { shareCommits } from './shareCommits';
import { createState } from './state';
import { keepCounters } from './tally';

/** Where to listen, and what `handleCollect` needs. */
export interface ListenerOptions extends Omit<CollectDeps, 'clock' | 'state'> {
	/** Default 127.0.0.1. */
	host?: string;
	/** 0 takes a free one. */
	port: number;
	clock?: CollectDeps['clock'];
	/** Bytes of bodies held at once; more are answered 429. Default 64 MB. */
	maxBytesInFlight?: number;
	/** Calls waiting for the store at once; more are answered 429. Default 20,000. */
	maxCallsInFlight?: number;
}

/** A running collector. */
export interface Collector {
	url: string;
	/** Takes no new connections, finishes what is under way, then resolves. */
	close(): Promise<void>;
}

/** Room for a pixel's data; bodies have their own limit. */
const MAX_HEADER_BYTES = 64 * 1024;
/** A sender that needs longer for one request holds a connection on purpose. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Longer than the 60 s that load balancers keep idle connections, so that they never reuse one we are closing. */
const KEEP_ALIVE_MS = 65_000;

/** Listens for calls; concurrent requests share a commit. Rejects with `InputError` when the port is taken or no key protects a public host. */
export async function startCollector(options: ListenerOptions): Promise<Collector> {
	const { host = '127.0.0.1', port, maxBytesInFlight = 64 * 1024 * 1024, maxCallsInFlight, clock, ...deps } = options;
	if (!deps.writeKey && !deps.publicKey && !isLoopback(host)) {
		throw new InputError(
			`Without a key the collector listens on this machine only, not on ${host}`,
			'Give a write key, or listen on 127.0.0.1.',
			'COLLECT_KEY',
		);
	}
	const state = createState(maxCallsInFlight);
	const collect = { ...deps, cdp: shareCommits(deps.cdp), clock: clock ?? { now: () => Date.now() }, state };
	const exchanger = createExchanger(collect, maxBytesInFlight);
	const server = createServer(
		{
			maxHeaderSize: MAX_HEADER_BYTES,
			requestTimeout: REQUEST_TIMEOUT_MS,
			headersTimeout: 10_000,
			keepAliveTimeout: KEEP_ALIVE_MS,
			connectionsCheckingInterval: 5_000,
		},
		(request, response) => void exchanger.serve(request, response),
	);
	await listen(server, host, port);
	const end = () => close(server, exchanger.finish).then(() => keepCounters(collect, state, true));
	return { url: urlOf(server, host), close: end };
}

function listen(server: Server, host: string, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(error, host, port)));
		server.listen({ host, port }, resolve);
	});
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): Error {
	if (error.code === 'EADDRINUSE')
		return new InputError(`Port ${port} on ${host} is taken`, 'Choose another port.', 'PORT_TAKEN');
	return new StoreError(`Cannot listen on ${host}:${port} (${error.code ?? error.message})`, {
		code: 'LISTEN',
		retry: false,
		next: 'Check host and port.',
		cause: error,
	});
}

function urlOf(server: Server, host: string): string {
	const { port } = server.address() as AddressInfo;
	return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

async function close(server: Server, finish: () => Promise<void>): Promise<void> {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	await finish();
	server.closeIdleConnections();
	await closed;
}
