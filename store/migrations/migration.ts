/** Words that differ between the databases in table definitions. */
export interface Ddl {
	int: string;
	text: string;
	real: string;
	/** The key of the identifier directory: the other of the two is unique besides. */
	directory: string;
	/** The event table's key: SQLite clusters by arrival and finds a profile's events by index; PostgreSQL keys by shard. */
	serial: string;
	/** Stores small keyed tables as one tree. */
	compact: string;
}

/** One step of the schema; numbers are consecutive from 1 and never change once released. */
export interface Migration {
	number: number;
	statements(ddl: Ddl): string[];
}

export const SQLITE_DDL: Ddl = {
	int: 'INTEGER',
	text: 'TEXT',
	real: 'REAL',
	directory: 'PRIMARY KEY (id), UNIQUE (type, value)',
	serial: 'PRIMARY KEY (id)',
	compact: ' WITHOUT ROWID',
};

/** Text sorts by code point as in SQLite and in memory. */
export const POSTGRES_DDL: Ddl = {
	int: 'BIGINT',
	text: 'TEXT COLLATE "C"',
	real: 'DOUBLE PRECISION',
	directory: 'PRIMARY KEY (type, value), UNIQUE (id)',
	serial: 'PRIMARY KEY (profile, id)',
	compact: '',
};
