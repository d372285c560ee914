import { parentPort, workerData } from 'node:worker_threads';
import type { Cdp } from '../core/cdp';
import { openLocal } from './local';
import { packError, type AnswerMessage, type CallMessage } from './protocol';

/** The engine's thread: opens the store, then answers calls. */
async function main(): Promise<void> {
	const port = parentPort;
	if (!port) return;
	const engine = openLocal((workerData as { storeUrl: string }).storeUrl);
	engine.catch(() => undefined); // each call reports it
	port.on('message', (call: CallMessage) => {
		void answer(engine, call).then((message) => port.postMessage(message));
	});
}

async function answer(engine: Promise<Cdp>, { id, path, args }: CallMessage): Promise<AnswerMessage> {
	try {
		const cdp = await engine;
		if (path[0] === 'open') return { id, value: true };
		const [family, method] = path;
		const owner = (method === undefined ? cdp : cdp[family as keyof Cdp]) as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
		const call = owner[method ?? (family as string)] as (...args: unknown[]) => Promise<unknown>;
		return { id, value: await call(...args) };
	} catch (error) {
		return { id, error: packError(error) };
	}
}

void main();
