import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODE, ROOT } from '../root';
import { runCommand } from './command';

/** The pinned n8n: demo/host holds its package.json and lock. */
export const HOST_FOLDER = join(ROOT, 'demo', 'host');
export const N8N_PROGRAM = join(HOST_FOLDER, 'node_modules', 'n8n', 'bin', 'n8n');
const STAMP = join(HOST_FOLDER, 'node_modules', '.stamp');
const LOG = join(ROOT, '.cache', 'install-n8n.log');
const PROGRESS_MS = 30_000;

/** Installs n8n from its lock; does nothing while the lock is the one that was installed last. */
export async function installHost(say: (line: string) => void): Promise<void> {
	const lock = createHash('sha256')
		.update(readFileSync(join(HOST_FOLDER, 'package-lock.json')))
		.digest('hex');
	if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return;
	const began = Date.now();
	rmSync(LOG, { force: true });
	say(`installing n8n ${hostVersion()} (once, 3 to 6 minutes; log: ${LOG})`);
	const timer = setInterval(
		() => say(`still installing n8n (${Math.round((Date.now() - began) / 1000)} s)`),
		PROGRESS_MS,
	);
	try {
		// Scripts stay off: one of n8n's dependencies cannot be built everywhere, and of the others only sqlite3 is needed.
		await runCommand('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: HOST_FOLDER, log: LOG });
		await runCommand('npm', ['rebuild', 'sqlite3'], { cwd: HOST_FOLDER, log: LOG });
		await runCommand(NODE, ['-e', 'require("sqlite3")'], { cwd: HOST_FOLDER, log: LOG });
	} finally {
		clearInterval(timer);
	}
	writeFileSync(STAMP, lock);
	say(`n8n installed in ${Math.round((Date.now() - began) / 1000)} s`);
}

export function hostVersion(): string {
	const manifest = JSON.parse(readFileSync(join(HOST_FOLDER, 'package.json'), 'utf8')) as {
		dependencies: { n8n: string };
	};
	return manifest.dependencies.n8n;
}
