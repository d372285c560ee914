import type { Executor } from '../executor';

/** A database engine: what store.ts needs besides statements. */
export interface Engine {
	/** For reads outside a transaction. */
	executor: Executor;
	write<T>(work: (executor: Executor) => Promise<T>): Promise<T>;
	breathe(): Promise<void>;
	check(): Promise<Array<{ name: string; ok: boolean; detail: string }>>;
	backup(file: string): Promise<{ file: string; bytes: number }>;
	close(): Promise<void>;
}
