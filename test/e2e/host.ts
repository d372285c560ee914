import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The n8n that all end-to-end tests share; made by setup.ts before the first of them. */
export interface SharedHost {
	/** Below it: user folder, shop files, logs, the tarball. */
	folder: string;
	userFolder: string;
	tarball: string;
	n8nUrl: string;
	platformUrl: string;
	storeFile: string;
	shopFolder: string;
}

const FILE = join(tmpdir(), `cdp-e2e-${process.pid}.json`);

/** Where setup.ts leaves the description; the tests run in the same process (`--runInBand`). */
export function hostFile(): string {
	return FILE;
}

export function sharedHost(): SharedHost {
	return JSON.parse(readFileSync(FILE, 'utf8')) as SharedHost;
}
