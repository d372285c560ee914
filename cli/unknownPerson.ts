import { InputError } from '../index';

/** Nobody has this identifier: exit code 1. */
export function unknownPerson({ type, value }: { type: string; value: string }): InputError {
	return new InputError(
		`Nobody is known by this ${type}`,
		'Check type and value; `cdp stats` shows whether the right store is open.',
		'PROFILE_UNKNOWN',
	);
}
