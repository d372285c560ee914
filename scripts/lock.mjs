import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from './paths.mjs';

const POLL_MS = 200;

/** Runs `work` while no other process holds the lock `name`; a lock whose process is gone is taken over. */
export async function withLock(name, work) {
	const directory = join(CACHE, `${name}.lock`);
	mkdirSync(CACHE, { recursive: true });
	while (!take(directory)) {
		if (isStale(directory)) rmSync(directory, { recursive: true, force: true });
		else await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
	const release = () => rmSync(directory, { recursive: true, force: true });
	process.once('exit', release);
	try {
		return await work();
	} finally {
		release();
		process.off('exit', release);
	}
}

function take(directory) {
	try {
		mkdirSync(directory);
	} catch (error) {
		if (error.code === 'EEXIST') return false;
		throw error;
	}
	writeFileSync(join(directory, 'pid'), String(process.pid));
	return true;
}

function isStale(directory) {
	try {
		const pid = Number(readFileSync(join(directory, 'pid'), 'utf8'));
		if (!pid) return false; // its owner is about to write it
		process.kill(pid, 0);
		return false;
	} catch (error) {
		return error.code === 'ESRCH';
	}
}
