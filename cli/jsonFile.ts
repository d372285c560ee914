import { readFile } from 'node:fs/promises';
import { InputError } from '../index';

/** The JSON object in a file; an `InputError` says where it is wrong. */
export async function readJsonFile(file: string): Promise<Record<string, unknown>> {
	const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
		throw new InputError(`${file} cannot be read (${error.code ?? error.message})`, 'Check the path.', 'FILE_READ');
	});
	const value = parse(decode(bytes, file), file);
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		throw new InputError(`${file} must hold a JSON object`, 'Write {…}.', 'FILE_FORMAT');
	return value as Record<string, unknown>;
}

/** UTF-8, with or without a byte order mark. */
function decode(bytes: Buffer, file: string): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new InputError(`${file} is not UTF-8 text`, 'Save it as UTF-8.', 'FILE_FORMAT');
	}
}

function parse(text: string, file: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		throw new InputError(
			`${file} is not valid JSON: ${(error as Error).message}`,
			'Correct it and run again.',
			'FILE_FORMAT',
		);
	}
}
