import { z } from 'zod/v4';
import { key } from '../segments/definitionParts';
import { readDefinition } from '../segments/readDefinition';

const list = z.strictObject({ key, name: z.string().trim().min(1).max(200).optional() });

/** Reads a list from outside. Throws InputError LIST_DEFINITION with the place. */
export const parseList = (input: unknown): z.infer<typeof list> =>
	readDefinition(list, input, 'list', 'LIST_DEFINITION');
