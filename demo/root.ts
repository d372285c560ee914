import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The repository, found from wherever this file was compiled to. */
export const ROOT = findRoot(__dirname);
/** What a run leaves behind: n8n's user folder, the shop's files, logs. Ignored by git. */
export const RUN_FOLDER = join(ROOT, 'demo', 'run');
/** Node 24 from npm: n8n needs it, whatever the machine's own Node is. */
export const NODE = join(ROOT, 'node_modules', '.bin', 'node');

function findRoot(folder: string): string {
	const file = join(folder, 'package.json');
	if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'n8n-nodes-cdp') {
		return folder;
	}
	return findRoot(dirname(folder));
}
