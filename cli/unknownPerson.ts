import { InputError } from '../index';

/** Nobody has this identifier: exit code 1. The value is not repeated, it may be personal. */
export function unknownPerson({ type }: { type: string }): InputError {
	return new InputError(
		`Nobody is known by this ${type}`,
		'Check type and value; `cdp stats` shows whether the right store is open.',
		'PROFILE_UNKNOWN',
	);
}
