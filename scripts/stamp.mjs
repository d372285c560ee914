import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './paths.mjs';

/** The files below `paths` (files or folders, relative to the repository), sorted; missing ones are skipped. */
export function filesBelow(paths) {
	return paths.flatMap((path) => walk(path)).sort();
}

function walk(path) {
	const full = join(ROOT, path);
	if (!existsSync(full)) return [];
	if (statSync(full).isFile()) return [path];
	return readdirSync(full)
		.filter((name) => name !== 'node_modules' && name !== 'run')
		.flatMap((name) => walk(`${path}/${name}`));
}

/** One line that changes when any of these files appears, disappears or gets another content. */
export function fingerprint(files) {
	const hash = createHash('sha256');
	for (const file of files)
		hash
			.update(`${file}\0`)
			.update(readFileSync(join(ROOT, file)))
			.update('\0');
	return hash.digest('hex');
}

export function readStamp(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
}

export function writeStamp(file, value) {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, JSON.stringify(value));
}
