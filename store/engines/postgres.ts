import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RawBuilder } from 'kysely';
import { Pool, types, type PoolClient } from 'pg';
import { errorCode, isCdpError, StoreError } from '../../core/model/errors';
import { postgresDialect } from '../dialects';
import { compiler, conflictClause, type Executor, type OnConflict } from '../executor';
import { migrate } from '../migrations/migrate';
import { POSTGRES_DDL } from '../migrations/migration';
import { tables, type TableName } from '../schema';
import type { Commit, Engine } from './engine';

const compile = compiler('postgres');
const ARRAY_TYPES = { integer: 'bigint[]', text: 'text[]', real: 'double precision[]' } as const;
/** int8: our numbers are counts, ids from sequences and milliseconds, all far below 2^53. */
const INT8 = 20;

interface Queryable {
	query(text: string, values?: unknown[]): Promise<{ rows: unknown[]; rowCount: number | null }>;
}

/**
 * Opens a store in PostgreSQL 14 or newer. `?schema=NAME` in the URL chooses the schema (default `cdp`).
 * Writers take turns by an advisory lock a schema, so that identity is resolved by one at a time.
 */
export async function openPostgres(url: string): Promise<Engine> {
	const { connectionString, schema } = parse(url);
	const pool = new Pool({
		connectionString,
		max: 8,
		allowExitOnIdle: true,
		options: `-c search_path=${schema}`,
		types: { getTypeParser },
	});
	pool.on('error', () => undefined); // an idle connection that breaks is replaced at the next query
	const write = <T>(work: (executor: Executor, client: PoolClient) => Promise<T>, commit?: Commit) =>
		transaction(pool, schema, work, commit).catch(rethrow);
	try {
		await checkEncoding(pool);
		await pool.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`).catch(ignoreRace);
		await write((_executor, client) => migrate(connection(client, schema)));
	} catch (error) {
		await pool.end();
		throw failure(error);
	}
	return {
		executor: new PostgresExecutor(pool),
		write,
		breathe: async () => {
			await nextTurn();
		},
		check: async () => [
			{
				name: 'Server',
				ok: true,
				detail: String(
					((await pool.query('SHOW server_version')).rows[0] as { server_version: string }).server_version,
				),
			},
		],
		backup: () =>
			Promise.reject(
				new StoreError('A PostgreSQL store is not copied by this command.', {
					code: 'BACKUP_NOT_HERE',
					fault: 'user',
					retry: false,
					next: `Use pg_dump --schema=${schema}.`,
				}),
			),
		// The rows are gone for every reader; their bytes leave the files with the server's own vacuum.
		purge: () => Promise.resolve(),
		close: () => pool.end(),
	};
}

/** Letters are counted and compared by the server: a database that takes text as bytes would answer otherwise than memory does. */
async function checkEncoding(pool: Pool): Promise<void> {
	const { rows } = await pool.query<{ server_encoding: string }>('SHOW server_encoding');
	if (rows[0]?.server_encoding === 'UTF8') return;
	throw new StoreError(`The database is encoded as ${rows[0]?.server_encoding}, not as UTF8.`, {
		code: 'STORE_ENCODING',
		fault: 'user',
		retry: false,
		next: "Make one with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0, and name that.",
	});
}

function parse(url: string): { connectionString: string; schema: string } {
	const parsed = new URL(url);
	const schema = parsed.searchParams.get('schema') ?? 'cdp';
	parsed.searchParams.delete('schema');
	// The name stands in SQL text, so only plain names are taken.
	if (!/^[a-z_][a-z0-9_]{0,50}$/.test(schema)) {
		throw new StoreError('The schema name in the store URL has letters that are not allowed.', {
			code: 'STORE_URL',
			fault: 'user',
			retry: false,
			next: 'Use lower-case letters, digits and _.',
		});
	}
	return { connectionString: parsed.toString(), schema };
}

function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
	if (oid === INT8) return Number;
	return types.getTypeParser(oid, format) as (value: string) => unknown;
}

async function transaction<T>(
	pool: Pool,
	schema: string,
	work: (executor: Executor, client: PoolClient) => Promise<T>,
	{ waits }: Commit = { waits: true },
): Promise<T> {
	const client = await pool.connect();
	let broken: Error | undefined;
	try {
		await client.query(waits ? 'BEGIN' : 'BEGIN; SET LOCAL synchronous_commit = off');
		await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`n8n-nodes-cdp:${schema}`]);
		const result = await work(new PostgresExecutor(client), client);
		await client.query('COMMIT');
		return result;
	} catch (error) {
		await client.query('ROLLBACK').catch((fault: unknown) => (broken = fault as Error));
		throw error;
	} finally {
		client.release(broken);
	}
}

function connection(client: PoolClient, schema: string) {
	return {
		ddl: POSTGRES_DDL,
		version: async () => {
			const names = (await client.query('SELECT tablename FROM pg_tables WHERE schemaname = $1', [schema])).rows.map(
				(row: { tablename: string }) => row.tablename,
			);
			if (names.length === 0) {
				await client.query('CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)');
				return 0;
			}
			if (!names.includes('meta') || (names.length > 1 && !names.includes('identifier'))) return undefined;
			const row = (await client.query("SELECT value FROM meta WHERE key = 'schema'")).rows[0] as
				{ value: string } | undefined;
			return Number(row?.value ?? 0);
		},
		execute: async (statement: string) => {
			await client.query(statement);
		},
		setVersion: async (version: number) => {
			await client.query(
				"INSERT INTO meta VALUES ('schema', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
				[String(version)],
			);
		},
	};
}

class PostgresExecutor implements Executor {
	readonly dialect = postgresDialect;

	constructor(private readonly connection: Queryable) {}

	async all<Row>(query: RawBuilder<Row>): Promise<Row[]> {
		const { sql, parameters } = compile(query);
		return (await this.connection.query(sql, [...parameters]).catch(rethrow)).rows as Row[];
	}

	async run(query: RawBuilder<unknown>): Promise<number> {
		const { sql, parameters } = compile(query);
		return (await this.connection.query(sql, [...parameters]).catch(rethrow)).rowCount ?? 0;
	}

	async bulk(table: TableName, rows: readonly object[], conflict?: OnConflict): Promise<void> {
		if (rows.length === 0) return;
		const shape = Object.entries(tables[table].columns);
		const columns = shape.map(([column]) => column);
		const arrays = shape.map(([, type], i) => `$${i + 1}::${ARRAY_TYPES[type]}`).join(', ');
		const values = columns.map((column) => (rows as Array<Record<string, unknown>>).map((row) => row[column] ?? null));
		const text = `INSERT INTO ${table} (${columns.join(', ')}) SELECT * FROM unnest(${arrays}) ${conflictClause(table, columns, conflict)}`;
		await this.connection.query(text, values).catch(rethrow);
	}

	async claim(table: TableName, column: string, values: string[]): Promise<string[]> {
		const text = `INSERT INTO ${table} (${column}) SELECT * FROM unnest($1::text[]) ON CONFLICT (${column}) DO NOTHING RETURNING ${column} AS value`;
		const { rows } = await this.connection.query(text, [values]).catch(rethrow);
		return (rows as Array<{ value: string }>).map((row) => row.value);
	}
}

const ignoreRace = (error: unknown): void => {
	// Two processes may create the schema in the same moment; one of them sees a unique violation.
	if (!['23505', '42P06'].includes(errorCode(error))) throw failure(error);
};

const rethrow = (error: unknown): never => {
	throw failure(error);
};

const UNREACHABLE = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'ETIMEDOUT',
	'ECONNRESET',
	'EHOSTUNREACH',
	'57P01',
	'57P03',
	'08006',
	'08001',
]);
const REFUSED = new Set(['28P01', '28000', '3D000', '42501']);

function failure(error: unknown): Error {
	if (isCdpError(error)) return error;
	const code = errorCode(error);
	if (UNREACHABLE.has(code))
		return new StoreError('The PostgreSQL server does not answer.', {
			code: 'STORE_UNREACHABLE',
			retry: true,
			next: 'Check host and port, and that the server runs.',
			cause: error,
		});
	if (REFUSED.has(code))
		return new StoreError('PostgreSQL refused the user, password or database.', {
			code: 'STORE_REFUSED',
			fault: 'user',
			retry: false,
			next: 'Check the credential "CDP Store".',
			cause: error,
		});
	if (code === '53100')
		return new StoreError('The disk of the PostgreSQL server is full.', {
			code: 'STORE_FULL',
			retry: true,
			next: 'Free some space, then send the same data again.',
			cause: error,
		});
	return error as Error;
}
