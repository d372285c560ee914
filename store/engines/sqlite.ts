import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql, type RawBuilder } from 'kysely';
import { looksNumeric } from '../../core/segments/facets';
import { sqliteDialect } from '../dialects';
import { compiler, conflictClause, type Executor, type OnConflict } from '../executor';
import { migrate } from '../migrations/migrate';
import { SQLITE_DDL } from '../migrations/migration';
import { tables, type TableName } from '../schema';
import { sqliteFailure } from './sqliteErrors';
import type { Commit, Engine } from './engine';

/** How long a writer waits for another process that holds the file. */
const BUSY_MS = 15_000;
const compile = compiler('sqlite');

/**
 * Opens the embedded store. Synchronous inside, so a transaction is never interleaved with other work of this
 * thread as long as it awaits nothing but this executor. Throws StoreError; a damaged or foreign file is left as it is.
 */
export async function openSqlite(file: string): Promise<Engine> {
	const database = connect(file);
	const executor = new SqliteExecutor(database, file);
	try {
		await executor.exclusive(() => migrate(connection(database)));
	} catch (error) {
		database.close();
		throw sqliteFailure(error, file);
	}
	return {
		executor,
		write: (work, commit) =>
			executor
				.exclusive(() => work(executor), commit)
				.catch((error: unknown) => Promise.reject(sqliteFailure(error, file))),
		breathe: async () => {
			await nextTurn();
		},
		check: async () => integrity(executor),
		backup: async (target) => {
			mkdirSync(path.dirname(path.resolve(target)), { recursive: true });
			await executor.all(sql`VACUUM INTO ${path.resolve(target)}`);
			return { file: path.resolve(target), bytes: statSync(target).size };
		},
		// Deleted cells are zeroed in the pages (secure_delete); the log still holds the pages as they were.
		purge: () => executor.truncateLog(),
		close: async () => database.close(),
	};
}

function connect(file: string): DatabaseSync {
	try {
		mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
		const database = new DatabaseSync(file);
		// A number of pages that SQLite itself finds wrong on first read is reported here, before anything is written.
		database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
		database.prepare('SELECT count(*) FROM sqlite_master').get();
		database.exec(
			'PRAGMA secure_delete = ON; PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 16000',
		);
		database.function('cdp_number', { deterministic: true }, (text) =>
			typeof text === 'string' && looksNumeric(text) ? Number(text) : null,
		);
		return database;
	} catch (error) {
		throw sqliteFailure(error, file);
	}
}

function connection(database: DatabaseSync) {
	return {
		ddl: SQLITE_DDL,
		version: async () => {
			const names = database
				.prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
				.all()
				.map((row) => row['name']);
			if (names.length === 0) {
				database.exec('CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID');
				return 0;
			}
			if (!names.includes('meta') || (names.length > 1 && !names.includes('identifier'))) return undefined;
			return Number(database.prepare("SELECT value FROM meta WHERE key = 'schema'").get()?.['value'] ?? 0);
		},
		execute: async (statement: string) => database.exec(statement),
		setVersion: async (version: number) => {
			database
				.prepare("INSERT INTO meta VALUES ('schema', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
				.run(String(version));
		},
	};
}

async function integrity(executor: SqliteExecutor) {
	const [result] = await executor.all(sql<{ quick_check: string }>`PRAGMA quick_check(1)`);
	const detail = result?.quick_check ?? 'no answer';
	return [{ name: 'File integrity', ok: detail === 'ok', detail }];
}

class SqliteExecutor implements Executor {
	readonly dialect = sqliteDialect;
	private readonly statements = new Map<string, StatementSync>();
	private tail: Promise<unknown> = Promise.resolve();

	constructor(
		private readonly database: DatabaseSync,
		private readonly file: string,
	) {}

	/** One transaction at a time, in order of arrival. */
	exclusive<T>(work: () => Promise<T>, commit: Commit = { waits: true }): Promise<T> {
		const turn = this.tail.then(() => this.transaction(work, commit));
		this.tail = turn.catch(() => undefined);
		return turn;
	}

	/** In turn with the writers: within a transaction the log cannot be emptied. A reader of another process may hold it up; the next one tries again. */
	truncateLog(): Promise<void> {
		const turn = this.tail.then(() => this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)'));
		this.tail = turn.catch(() => undefined);
		return turn;
	}

	async all<Row>(query: RawBuilder<Row>): Promise<Row[]> {
		const { sql: text, parameters } = compile(query);
		try {
			return this.statement(text).all(...(parameters as SQLInputValue[])) as Row[];
		} catch (error) {
			throw sqliteFailure(error, this.file);
		}
	}

	async run(query: RawBuilder<unknown>): Promise<number> {
		const { sql: text, parameters } = compile(query);
		return Number(this.statement(text).run(...(parameters as SQLInputValue[])).changes);
	}

	async bulk(table: TableName, rows: readonly object[], conflict?: OnConflict): Promise<void> {
		if (rows.length === 0) return;
		const columns = Object.keys(tables[table].columns);
		const marks = columns.map(() => '?').join(', ');
		const statement = this.statement(
			`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks}) ${conflictClause(table, columns, conflict)}`,
		);
		for (const row of rows as Array<Record<string, SQLInputValue>>)
			statement.run(...columns.map((column) => row[column] ?? null));
	}

	async claim(table: TableName, column: string, values: string[]): Promise<string[]> {
		const statement = this.statement(`INSERT INTO ${table} (${column}) VALUES (?) ON CONFLICT (${column}) DO NOTHING`);
		return values.filter((value) => statement.run(value).changes === 1);
	}

	private async transaction<T>(work: () => Promise<T>, { waits }: Commit): Promise<T> {
		// The log is written in order: the next commit that waits takes this one to the disk too.
		this.database.exec(`PRAGMA synchronous = ${waits ? 'FULL' : 'NORMAL'}`);
		this.database.exec('BEGIN IMMEDIATE');
		try {
			const result = await work();
			this.database.exec('COMMIT');
			return result;
		} catch (error) {
			// A full disk may have ended the transaction already.
			if (this.database.isTransaction) this.database.exec('ROLLBACK');
			throw error;
		}
	}

	private statement(text: string): StatementSync {
		let statement = this.statements.get(text);
		if (!statement) {
			if (this.statements.size > 500) this.statements.clear();
			statement = this.database.prepare(text);
			this.statements.set(text, statement);
		}
		return statement;
	}
}
