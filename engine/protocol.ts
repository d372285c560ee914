import { CdpError, isCdpError } from '../core/model/errors';

/** One call to the engine in its worker, e.g. `['segments', 'evaluate']`. */
export interface CallMessage {
	id: number;
	path: string[];
	args: unknown[];
}

export type AnswerMessage = { id: number; value: unknown } | { id: number; error: ErrorMessage };

/** Errors lose their class when they cross threads: they travel as facts. */
export interface ErrorMessage {
	message: string;
	facts?: { code: string; fault: CdpError['fault']; retry: boolean; next: string };
	stack?: string;
}

export function packError(error: unknown): ErrorMessage {
	if (isCdpError(error))
		return {
			message: error.message,
			facts: { code: error.code, fault: error.fault, retry: error.retry, next: error.next },
		};
	return error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) };
}

/** Anything that is no CdpError is a mistake of ours; its text may hold data, so only its kind is shown. */
export function unpackError({ message, facts, stack }: ErrorMessage): CdpError {
	if (facts) return new CdpError(message, facts);
	return new CdpError(`The engine failed: ${message.slice(0, 200)}`, {
		code: 'ENGINE',
		fault: 'bug',
		retry: false,
		next: 'Please report this with the steps that led to it.',
		cause: stack,
	});
}
