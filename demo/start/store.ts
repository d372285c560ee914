import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NODE, ROOT } from '../root';

export interface Stats {
	events: number;
	profiles: number;
	known: number;
	anonymous: number;
	identifiers: number;
	merges: number;
	segments: Record<string, number>;
}

/** Asks the `cdp` command about a store while n8n has it open. */
export async function cdp<T>(storeFile: string, ...args: string[]): Promise<T> {
	const command = [join(ROOT, 'dist', 'cli', 'main.js'), ...args, '--json', '--store', `sqlite:${storeFile}`];
	const { stdout } = await promisify(execFile)(NODE, command, { maxBuffer: 64 * 1024 * 1024 });
	return JSON.parse(stdout) as T;
}
