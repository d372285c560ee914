import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Cdp } from '../core/cdp';
import { packError, type AnswerMessage, type CallMessage } from './protocol';

/** The engine's thread: opens the store, then answers calls. */
async function main(): Promise<void> {
	const port = parentPort;
	if (!port) return;
	const engine = open((workerData as { storeUrl: string }).storeUrl);
	engine.catch(() => undefined); // each call reports it
	port.on('message', (call: CallMessage) => {
		void answer(engine, call).then((message) => port.postMessage(message));
	});
}

/** Compiled code is kept between processes (Node's own cache), which halves the start; hence the late import. */
async function open(storeUrl: string): Promise<Cdp> {
	enableCompileCache();
	const { openLocal } = await import('./local');
	return openLocal(storeUrl);
}

async function answer(engine: Promise<Cdp>, { id, path, args }: CallMessage): Promise<AnswerMessage> {
	try {
		const cdp = await engine;
		if (path[0] === 'open') return { id, value: true };
		return { id, value: await find(cdp, path)(...args) };
	} catch (error) {
		return { id, error: packError(error) };
	}
}

type Method = (...args: unknown[]) => Promise<unknown>;

/** `['segments', 'evaluate']` or `['stats']`. */
function find(cdp: Cdp, [first = '', second]: string[]): Method {
	const own = cdp as unknown as Record<string, Method | Record<string, Method>>;
	const found = second === undefined ? own[first] : (own[first] as Record<string, Method>)[second];
	return found as Method;
}

void main();
