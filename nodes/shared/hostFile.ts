import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { InputError } from '../../index';

/** Opens a file of the n8n host as a stream. The same limits hold as for n8n's own file nodes. */
export async function openHostFile(path: string): Promise<{ stream: Readable; bytes: number }> {
	const real = await existing(path);
	const { size } = await stat(real);
	await refuseForbidden(real, path);
	return { stream: createReadStream(real), bytes: size };
}

/** Refuses a file that may not be written; it need not exist yet, but its folder must. */
export async function refuseHostPath(path: string): Promise<void> {
	const folder = await realpath(dirname(path)).catch((error: unknown) => notAFile(dirname(path), error));
	const file = join(folder, basename(path));
	await refuseForbidden(await realpath(file).catch(() => file), path);
}

async function refuseForbidden(real: string, path: string): Promise<void> {
	if (await isForbidden(real)) {
		throw new InputError(
			`n8n may not use ${path}`,
			"Choose a file in a folder that N8N_RESTRICT_FILE_ACCESS_TO allows, outside of n8n's own folder.",
		);
	}
}

/** The path with links followed, so that a link cannot lead out of an allowed folder. */
async function existing(path: string): Promise<string> {
	try {
		const real = await realpath(path);
		return (await stat(real)).isFile() ? real : notAFile(path);
	} catch (error) {
		return notAFile(path, error);
	}
}

function notAFile(path: string, error?: unknown): never {
	const isDenied = error instanceof Error && 'code' in error && error.code === 'EACCES';
	throw new InputError(
		isDenied ? `n8n has no right to read ${path}` : `There is no ${path} on the n8n host`,
		isDenied
			? 'Give the user that runs n8n the right to read it.'
			: 'Check the path; in Docker, check that its folder is mounted into the container.',
	);
}

async function isForbidden(real: string): Promise<boolean> {
	const allowed = folders(process.env.N8N_RESTRICT_FILE_ACCESS_TO);
	const isAllowed = allowed.length === 0 || (await anyHolds(allowed, real));
	return !isAllowed || (await anyHolds([n8nFolder()], real));
}

/** n8n's own folder holds its encryption key, its database and the profile store: never read, whatever is allowed. */
function n8nFolder(): string {
	return join(process.env.N8N_USER_FOLDER ?? homedir(), '.n8n');
}

function folders(list: string | undefined): string[] {
	const entries = (list ?? '').split(';').map((entry) => entry.trim());
	return entries.filter((entry) => entry !== '').map((entry) => entry.replace(/^~/, homedir()));
}

async function anyHolds(candidates: string[], file: string): Promise<boolean> {
	const real = await Promise.all(candidates.map(async (folder) => await realpath(folder).catch(() => folder)));
	return real.some((folder) => isInside(folder, file));
}

function isInside(folder: string, file: string): boolean {
	const way = relative(folder, file);
	return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}
