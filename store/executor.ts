import {
	DummyDriver,
	Kysely,
	PostgresAdapter,
	PostgresIntrospector,
	PostgresQueryCompiler,
	SqliteAdapter,
	SqliteIntrospector,
	SqliteQueryCompiler,
	type RawBuilder,
} from 'kysely';
import type { SqlDialect } from '../core/segments/sql';
import type { TableName } from './schema';

/** Compiles a fragment to text and parameters for one database; it never connects to anything. */
export type Compile = (query: RawBuilder<unknown>) => { sql: string; parameters: readonly unknown[] };

/** What a bulk insert does with a row whose key exists. */
export type OnConflict = { key: readonly string[]; set: 'nothing' | 'replace' | Record<string, string> };

/** One connection, or the pool: the two verbs all named statements are written in. */
export interface Executor {
	readonly dialect: SqlDialect;
	all<Row>(query: RawBuilder<Row>): Promise<Row[]>;
	/** Answers the number of rows written. */
	run(query: RawBuilder<unknown>): Promise<number>;
	/** Inserts many rows of one table; `set` may use `excluded.column` and `table.column`. */
	bulk(table: TableName, rows: readonly object[], conflict?: OnConflict): Promise<void>;
	/** Inserts values into a table of one column; answers those that were not there. */
	claim(table: TableName, column: string, values: string[]): Promise<string[]>;
}

/** The compiler of Kysely for SQLite or PostgreSQL, without a connection. */
export function compiler(name: SqlDialect['name']): Compile {
	const sqlite = name === 'sqlite';
	const database = new Kysely<unknown>({
		dialect: {
			createAdapter: () => (sqlite ? new SqliteAdapter() : new PostgresAdapter()),
			createDriver: () => new DummyDriver(),
			createIntrospector: (db) => (sqlite ? new SqliteIntrospector(db) : new PostgresIntrospector(db)),
			createQueryCompiler: () => (sqlite ? new SqliteQueryCompiler() : new PostgresQueryCompiler()),
		},
	});
	return (query) => query.compile(database);
}

/** `ON CONFLICT …` in words both databases share. */
export function conflictClause(table: string, columns: readonly string[], conflict: OnConflict | undefined): string {
	if (!conflict) return '';
	const target = `ON CONFLICT (${conflict.key.join(', ')})`;
	if (conflict.set === 'nothing') return `${target} DO NOTHING`;
	const set =
		conflict.set === 'replace'
			? columns.filter((c) => !conflict.key.includes(c)).map((c) => `${c} = excluded.${c}`)
			: Object.entries(conflict.set).map(([c, expression]) => `${c} = ${expression}`);
	return `${target} DO UPDATE SET ${set.join(', ')}`;
}
