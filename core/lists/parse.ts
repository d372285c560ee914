import { z } from 'zod/v4';
import { InputError } from '../model/errors';
import { key } from '../segments/definitionParts';

const list = z.strictObject({ key, name: z.string().trim().min(1).max(200).optional() });

/** Reads a list from outside. Throws InputError LIST_DEFINITION with the place. */
export function parseList(input: unknown): z.infer<typeof list> {
	const parsed = list.safeParse(input);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw new InputError(
		`The list is not valid at ${issue?.path.join('.') || '(top)'}: ${issue?.message ?? 'unknown'}.`,
		'Correct that place and save again.',
		'LIST_DEFINITION',
	);
}
