import { isCdpError } from '../index';
import { UsageError } from './UsageError';

/** 2 for wrong use of the command line, 1 for everything that failed. */
export function exitCodeOf(error: unknown): number {
	return error instanceof UsageError ? 2 : 1;
}

/** The error for people (what happened, what to do next) or, with `json`, as `{error: {code, message, next}}`. */
export function say(error: unknown, json: boolean): string {
	const message = error instanceof Error ? error.message : String(error);
	const { code, next } = isCdpError(error) ? error : known(error);
	if (json) return `${JSON.stringify({ error: { code, message, next } })}\n`;
	const stack = process.env['CDP_LOG_LEVEL'] === 'debug' && error instanceof Error ? `${error.stack ?? ''}\n` : '';
	return `${message}\n${next}\n${stack}`;
}

/** Errors of the operating system, and those nobody has thought of. */
function known(error: unknown): { code: string; next: string } {
	const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNEXPECTED';
	if (code === 'ENOENT') return { code, next: 'Check the path.' };
	if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
		return { code, next: 'Check who may read and write there.' };
	if (code === 'ENOSPC') return { code, next: 'Free some space on the disk and run it again.' };
	return { code, next: 'Run it again with CDP_LOG_LEVEL=debug and report what it prints.' };
}
