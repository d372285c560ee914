/** Whose fault it is: the caller's wording, the data, a remote system, the machine, or our own code. */
export type Fault = 'user' | 'data' | 'remote' | 'system' | 'bug';

export interface ErrorFacts {
	/** Stable, listed in docs/errors.md, e.g. `STORE_NEWER`. */
	code: string;
	fault: Fault;
	/** True when the same call may succeed later without any change. */
	retry: boolean;
	/** What the reader does next, one sentence. */
	next: string;
	cause?: unknown;
}

/** The base of every error this package throws: what happened, whose fault, retry or not, what to do next. */
export class CdpError extends Error {
	readonly code: string;
	readonly fault: Fault;
	readonly retry: boolean;
	readonly next: string;

	constructor(message: string, facts: ErrorFacts) {
		super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
		this.name = 'CdpError';
		this.code = facts.code;
		this.fault = facts.fault;
		this.retry = facts.retry;
		this.next = facts.next;
	}
}

/** Something the caller named does not exist or has the wrong form. */
export class InputError extends CdpError {
	constructor(message: string, next: string, code = 'INPUT') {
		super(message, { code, fault: 'user', retry: false, next });
	}
}

/** The store cannot be opened, read or written. */
export class StoreError extends CdpError {
	constructor(message: string, facts: Omit<ErrorFacts, 'fault'> & { fault?: Fault }) {
		super(message, { fault: 'system', ...facts });
	}
}

/** The code of a system or database error, or ''. By shape, not class: errors cross realms and module copies. */
export function errorCode(error: unknown): string {
	return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Works across copies of this module (n8n may load two) and across the worker's structured clone. */
export function isCdpError(value: unknown): value is CdpError {
	return (
		typeof value === 'object' &&
		value !== null &&
		'code' in value &&
		'fault' in value &&
		'next' in value &&
		'retry' in value
	);
}
