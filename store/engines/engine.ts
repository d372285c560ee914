import type { Executor } from '../executor';

/** How a transaction ends. */
export interface Commit {
	/** Until it is on the disk (the default). */
	waits: boolean;
}

/** A database engine: what store.ts needs besides statements. */
export interface Engine {
	/** For reads outside a transaction. */
	executor: Executor;
	/** One transaction; unless it `waits` for the disk, a power failure may lose it, with all that was written after it. */
	write<T>(work: (executor: Executor) => Promise<T>, commit?: Commit): Promise<T>;
	breathe(): Promise<void>;
	check(): Promise<Array<{ name: string; ok: boolean; detail: string }>>;
	backup(file: string): Promise<{ file: string; bytes: number }>;
	/** Takes what was deleted out of the files, as far as the database can. */
	purge(): Promise<void>;
	close(): Promise<void>;
}
