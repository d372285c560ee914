import { errorCode, isCdpError, StoreError } from '../../core/model/errors';

interface Kind {
	code: string;
	says: string;
	next: string;
	retry: boolean;
}

/** SQLite's primary result codes (https://sqlite.org/rescode.html) that a user can do something about. */
const KINDS: Record<number, Kind> = {
	5: {
		code: 'STORE_BUSY',
		says: 'Another process kept the store locked for too long.',
		next: 'Try again; if it stays, find the process that holds the file.',
		retry: true,
	},
	8: {
		code: 'STORE_READ_ONLY',
		says: 'The store file cannot be written.',
		next: 'Give this user write access to the file and its folder.',
		retry: false,
	},
	10: {
		code: 'STORE_IO',
		says: 'The disk reported a read or write fault.',
		next: 'Check the disk and its free space, then try again.',
		retry: true,
	},
	11: {
		code: 'STORE_DAMAGED',
		says: 'The store file is damaged.',
		next: 'Keep the file, restore a backup made with `cdp backup`; nothing was overwritten.',
		retry: false,
	},
	13: {
		code: 'STORE_FULL',
		says: 'The disk is full.',
		next: 'Free some space, then send the same data again: what was acknowledged is safe.',
		retry: true,
	},
	14: {
		code: 'STORE_CANNOT_OPEN',
		says: 'The store file cannot be opened.',
		next: 'Check that the folder exists and that this user may write to it.',
		retry: false,
	},
	26: {
		code: 'STORE_DAMAGED',
		says: 'The file is not a profile store.',
		next: 'Name another file, or restore a backup; nothing was overwritten.',
		retry: false,
	},
};

/** Turns a fault of node:sqlite (or of the file system while opening) into a StoreError that names the file. */
export function sqliteFailure(error: unknown, file: string): Error {
	if (isCdpError(error)) return error;
	const code =
		typeof error === 'object' && error !== null && 'errcode' in error
			? Number(error.errcode) & 0xff
			: fileSystemCode(errorCode(error));
	const kind = code === undefined ? undefined : KINDS[code];
	if (!kind) return error as Error;
	return new StoreError(`${kind.says} (${file})`, {
		code: kind.code,
		retry: kind.retry,
		next: kind.next,
		cause: error,
	});
}

function fileSystemCode(code: string): number | undefined {
	if (['EACCES', 'EROFS', 'EPERM'].includes(code)) return 8;
	if (['ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST'].includes(code)) return 14;
	return code === 'ENOSPC' ? 13 : undefined;
}
