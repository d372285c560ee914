import type { Cdp } from '../core/cdp';
import { createEngine } from '../core/engine';
import { InputError } from '../core/model/errors';
import type { Clock } from '../core/ports';
import { destinations } from '../destinations/registry';
import type { Engine } from '../store/engines/engine';
import { openPostgres } from '../store/engines/postgres';
import { openSqlite } from '../store/engines/sqlite';
import { createStore } from '../store/store';
import { sqliteFile } from './storeUrl';
import { transport } from './transport';

const systemClock: Clock = { now: () => Date.now() };

/** The one place that chooses a database by its URL. Opens the engine in this very thread. */
export async function openLocal(storeUrl: string, clock: Clock = systemClock): Promise<Cdp> {
	return createEngine({
		store: createStore(await openDatabase(storeUrl)),
		clock,
		transport,
		destinations,
		background: true,
	});
}

function openDatabase(storeUrl: string): Promise<Engine> {
	const file = sqliteFile(storeUrl);
	if (file !== undefined) return openSqlite(file);
	if (/^postgres(ql)?:\/\//.test(storeUrl)) return openPostgres(storeUrl);
	throw new InputError(
		'The store URL is not understood.',
		'Write sqlite:PATH or postgres://user:password@host/database.',
		'STORE_URL',
	);
}
