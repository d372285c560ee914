import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Cdp } from '../core/cdp';
import { admitAll } from '../core/events/admission';
import { MAX_BATCH } from '../core/events/limits';
import type { Admitted, IngestResult } from '../core/model/call';
import { withinBudget, type Answered, type Ask } from '../core/personalize/budget';
import { unpackError, type AnswerMessage, type CallMessage } from './protocol';

interface Pending {
	resolve(value: unknown): void;
	reject(error: unknown): void;
}

/** A batch's short-lived objects die here instead of being copied on. */
const YOUNG_MB = 32;

/** The methods of Cdp that stand alone, and the families of the others. */
const ALONE = new Set<keyof Cdp>(['stats', 'doctor', 'backup', 'close']);

/** Opens the engine in a thread of its own: a long evaluation there never stops this thread. */
export async function openRemote(storeUrl: string): Promise<Cdp> {
	const worker = new Worker(path.join(__dirname, 'worker.js'), {
		workerData: { storeUrl },
		name: 'cdp-store',
		execArgv: ['--disable-warning=ExperimentalWarning'],
		resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
	});
	const waiting = new Map<number, Pending>();
	// The thread keeps the process alive only while somebody waits for an answer.
	worker.unref();
	worker.on('message', (answer: AnswerMessage) => settle(worker, waiting, answer));
	const dead = (why: string) => {
		for (const [id] of waiting)
			settle(worker, waiting, {
				id,
				error: {
					message: why,
					facts: {
						code: 'ENGINE_STOPPED',
						fault: 'system',
						retry: true,
						next: 'Try again; what was acknowledged is safe.',
					},
				},
			});
	};
	worker.on('error', (error: Error) => dead(`The engine stopped: ${error.message}`));
	worker.on('exit', () => dead('The engine stopped.'));
	const call = caller(worker, waiting);
	const cdp = proxy(call);
	const close = async () => {
		await call(['close'], []);
		await worker.terminate();
	};
	await call(['open'], []);
	return { ...cdp, close };
}

function settle(worker: Worker, waiting: Map<number, Pending>, answer: AnswerMessage): void {
	const pending = waiting.get(answer.id);
	waiting.delete(answer.id);
	if (waiting.size === 0) worker.unref();
	if ('error' in answer) pending?.reject(unpackError(answer.error));
	else pending?.resolve(answer.value);
}

type Caller = (path: string[], args: unknown[]) => Promise<unknown>;

function caller(worker: Worker, waiting: Map<number, Pending>): Caller {
	let last = 0;
	return (path, args) =>
		new Promise((resolve, reject) => {
			last += 1;
			waiting.set(last, { resolve, reject });
			worker.ref();
			try {
				worker.postMessage({ id: last, path, args } satisfies CallMessage);
			} catch (error) {
				// Arguments that cannot be copied (functions, for one) never reach the engine.
				settle(worker, waiting, {
					id: last,
					error: {
						message: `The arguments are not plain data, or nested too deeply (${String(error)}).`,
						facts: { code: 'INPUT', fault: 'user', retry: false, next: 'Pass plain JSON, nested less deeply.' },
					},
				});
			}
		});
}

function proxy(call: Caller): Cdp {
	const family = (name: string) =>
		new Proxy(
			{},
			{
				get: (_target, method) =>
					typeof method === 'string' && method !== 'then'
						? (...args: unknown[]) => call([name, method], args)
						: undefined,
			},
		);
	const families = [
		'ingest',
		'identity',
		'profiles',
		'segments',
		'lists',
		'computed',
		'audiences',
		'sync',
		'consent',
		'delivery',
		'recommend',
		'personalize',
		'lookalike',
		'catalog',
		'reports',
	] as const satisfies Array<keyof Cdp>;
	const methods: Array<[string, unknown]> = [
		...families.map((name): [string, unknown] => [name, family(name)]),
		...[...ALONE].map((name): [string, unknown] => [name, (...args: unknown[]) => call([name], args)]),
	];
	const cdp = Object.fromEntries(methods) as unknown as Cdp;
	const ingest = { ...gateHere(call), costs: cdp.ingest.costs, products: cdp.ingest.products };
	// Time is kept on this side: a store that hangs cannot look at a clock.
	const ask: Ask = (request, until) => call(['personalize', 'answer'], [request, until]) as Promise<Answered>;
	const { save, list, get, remove, explain } = cdp.personalize;
	return { ...cdp, ingest, personalize: { save, list, get, remove, explain, decide: withinBudget(ask) } };
}

/** So many calls are validated before other work of this thread gets its turn: a few milliseconds. */
const SLICE = 250;

/** The gate stands on this side: validating is pure and needs no store, and the store's thread is the one that is busy. */
function gateHere(call: Caller): Pick<Cdp['ingest'], 'calls'> {
	return {
		calls: async (calls, origin) => {
			const receivedAt = origin.receivedAt ?? Date.now();
			if (!Array.isArray(calls) || calls.length <= SLICE || calls.length > MAX_BATCH)
				return call(['ingest', 'admitted'], [admitAll(calls, origin, receivedAt)]) as Promise<IngestResult>;
			const whole: Admitted = { calls: [], at: [], rejected: [], source: origin.source };
			for (let from = 0; from < calls.length; from += SLICE) {
				const part = admitAll(calls.slice(from, from + SLICE), origin, receivedAt);
				whole.calls.push(...part.calls);
				whole.at.push(...part.at.map((index) => index + from));
				whole.rejected.push(...part.rejected.map((refused) => ({ ...refused, index: refused.index + from })));
				await nextTurn();
			}
			return call(['ingest', 'admitted'], [whole]) as Promise<IngestResult>;
		},
	};
}
