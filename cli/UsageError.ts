import { InputError } from '../index';

/** The command line is wrong: exit code 2 instead of 1. */
export class UsageError extends InputError {
	constructor(message: string, next = 'See `cdp help`.') {
		super(message, next, 'USAGE');
		this.name = 'UsageError';
	}
}
