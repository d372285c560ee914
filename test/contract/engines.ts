import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { once } from 'lodash';
import { Pool } from 'pg';
import type { Cdp } from '../../core/cdp';
import { createEngine } from '../../core/engine';
import type { Transport } from '../../core/delivery/converse';
import type { Store } from '../../core/ports';
import { destinations } from '../../destinations/registry';
import type { Engine } from '../../store/engines/engine';
import { openPostgres } from '../../store/engines/postgres';
import { openSqlite } from '../../store/engines/sqlite';
import { createStore } from '../../store/store';
import { transport } from '../../engine/transport';

/** A database under test: opens a store of its own, and opens the same again. */
export interface Database {
	name: string;
	url: string;
	open(): Promise<Engine>;
	drop(): Promise<void>;
}

/** An engine on a clock that only moves when told. */
export interface Bench {
	cdp: Cdp;
	store: Store;
	clock: { ms: number; now(): number };
	database: Database;
}

const postgresUrl = process.env['CDP_TEST_POSTGRES_URL'];
if (!postgresUrl)
	console.warn('CDP_TEST_POSTGRES_URL is not set: the contract runs on SQLite only (npm test starts a PostgreSQL).');
let made = 0;

function sqlite(): Database {
	const folder = mkdtempSync(path.join(tmpdir(), 'cdp-contract-'));
	const file = path.join(folder, 'store.db');
	return {
		name: 'sqlite',
		url: `sqlite:${file}`,
		open: () => openSqlite(file),
		drop: async () => rmSync(folder, { recursive: true, force: true }),
	};
}

function postgres(): Database {
	const schema = `t_${process.pid}_${Date.now()}_${(made += 1)}`;
	const url = `${postgresUrl}?schema=${schema}`;
	const drop = async () => {
		const pool = new Pool({ connectionString: postgresUrl });
		await pool.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
		await pool.end();
	};
	return { name: 'postgres', url, open: () => openPostgres(url), drop };
}

const ENGINES: Record<string, () => Database> = { sqlite, ...(postgresUrl ? { postgres } : {}) };

/** Runs the same suite on every database; each test gets an empty store. */
export function onEveryEngine(
	suite: (setUp: (options?: { transport?: Transport }) => Promise<Bench>, name: string) => void,
): void {
	describe.each(Object.keys(ENGINES))('on %s', (name) => {
		const open: Array<() => Promise<void>> = [];
		afterEach(async () => {
			for (const close of open.splice(0)) await close();
		});
		suite(async (options = {}) => {
			const database = (ENGINES[name] as () => Database)();
			const store = createStore(await database.open());
			const clock = { ms: Date.UTC(2026, 5, 1), now: () => clock.ms };
			const engine = createEngine({ store, clock, transport: options.transport ?? transport, destinations });
			// Closed once: by the test, when it opens very many, or after it.
			const close = once(async () => {
				await engine.close();
				await database.drop();
			});
			const cdp = { ...engine, close };
			open.push(close);
			return { cdp, store, clock, database };
		}, name);
	});
}

export const TRUSTED = { source: 'test', verified: true };
export const BROWSER = { source: 'browser', verified: false };
