import type { CollectDeps } from './contract';

/** Where to listen, and what `handleCollect` needs. */
export interface ListenerOptions extends Omit<CollectDeps, 'clock' | 'state'> {
	/** Default 127.0.0.1. */
	host?: string;
	/** 0 takes a free one. */
	port: number;
	clock?: CollectDeps['clock'];
}

/** A running collector. */
export interface Collector {
	url: string;
	/** Takes no new connections, finishes what is under way, then resolves. */
	close(): Promise<void>;
}

/** Listens for calls; concurrent requests share a commit. Rejects with `InputError` when the port is taken or no key protects a public host. */
export declare function startCollector(options: ListenerOptions): Promise<Collector>;
