import type { Cdp } from '../core/cdp';

export interface OpenOptions {
	/** `sqlite:PATH` or `postgres://…`; default CDP_STORE_URL, else the embedded store in n8n's user folder. */
	storeUrl?: string;
}

/**
 * Opens (and where needed creates and migrates) the store. One engine a store in a process: a second call
 * with the same URL answers with the same engine. Throws `StoreError`.
 */
export declare function openCdp(options?: OpenOptions): Promise<Cdp>;
