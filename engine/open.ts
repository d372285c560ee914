import path from 'node:path';
import { homedir } from 'node:os';
import type { Cdp } from '../core/cdp';
import { StoreError } from '../core/model/errors';
import { openRemote } from './remote';
import { sqliteFile } from './storeUrl';

export interface OpenOptions {
	/** `sqlite:PATH` or `postgres://…`; default CDP_STORE_URL, else the embedded store in n8n's user folder. */
	storeUrl?: string;
}

/** n8n deletes modules from the cache when it reloads a package; what is open must outlive that. */
const OPEN = Symbol.for('n8n-nodes-cdp.engines');
type Engines = Map<string, Promise<Cdp>>;

/**
 * Opens (and where needed creates and migrates) the store. One engine a store in a process: a second call
 * with the same URL answers with the same engine. Throws `StoreError`.
 */
export async function openCdp(options: OpenOptions = {}): Promise<Cdp> {
	const storeUrl = options.storeUrl || process.env['CDP_STORE_URL'] || `sqlite:${defaultFile()}`;
	const file = sqliteFile(storeUrl);
	if (file !== undefined) refuseInQueueMode();
	const key = file === undefined ? storeUrl : `sqlite:${path.resolve(file)}`;
	const engines = ((globalThis as Record<symbol, unknown>)[OPEN] ??= new Map()) as Engines;
	const open = engines.get(key) ?? start(key, file !== undefined);
	engines.set(key, open);
	const forget = () => void (engines.get(key) === open && engines.delete(key));
	open.catch(forget);
	const cdp = await open;
	return { ...cdp, close: () => cdp.close().finally(forget) };
}

/** The whole engine is loaded here only when it runs in this thread. */
async function start(storeUrl: string, embedded: boolean): Promise<Cdp> {
	if (embedded) return openRemote(storeUrl);
	const { openLocal } = await import('./local');
	return openLocal(storeUrl);
}

/** Beside n8n's own data, but not in its `nodes` folder, which an update of the package wipes. */
export function defaultFile(): string {
	return path.join(process.env['N8N_USER_FOLDER'] || homedir(), '.n8n', 'n8n-nodes-cdp', 'store.db');
}

function refuseInQueueMode(): void {
	if (process.env['EXECUTIONS_MODE'] !== 'queue') return;
	throw new StoreError(
		'n8n runs in queue mode, in which several machines work: the embedded store is one file on one machine.',
		{
			code: 'STORE_NEEDS_SERVER',
			fault: 'user',
			retry: false,
			next: 'Add a credential “CDP Store” with PostgreSQL to the CDP nodes, or set CDP_STORE_URL.',
		},
	);
}
