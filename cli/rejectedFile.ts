import { basename } from 'node:path';
import { open, rm, type FileHandle } from 'node:fs/promises';
import type { RejectedRow } from '../sources/source';

/** Where rejected rows go, one JSON object a line: `{row, field, reason, record}`. */
export interface RejectedFile {
	add(rejected: RejectedRow): Promise<void>;
	/** The file that was written; undefined when nothing was rejected. */
	close(): Promise<string | undefined>;
}

/** Beside `file`, or in the current folder when that one is read-only (told through `note`). Written only when something is rejected. */
export function rejectedFile(file: string, note: (line: string) => void): RejectedFile {
	const beside = `${file}.rejected.ndjson`;
	let opened: Promise<{ handle: FileHandle; path: string }> | undefined;
	const start = async (): Promise<{ handle: FileHandle; path: string }> => {
		try {
			return { handle: await open(beside, 'w', 0o600), path: beside };
		} catch {
			const path = basename(beside);
			note(`${beside} cannot be written; rejected rows go to ${path}`);
			return { handle: await open(path, 'w', 0o600), path };
		}
	};
	return {
		add: async (rejected) => {
			opened ??= start();
			await (await opened).handle.write(`${JSON.stringify(rejected)}\n`);
		},
		close: async () => {
			// A list from an earlier try would be taken for this one's.
			if (!opened) return void (await rm(beside, { force: true }).catch(() => undefined));
			const { handle, path } = await opened;
			await handle.close();
			return path;
		},
	};
}
