import { z } from 'zod/v4';
import { InputError } from '../model/errors';
import type { RecommendQuery } from '../model/recommend';

const sku = z.string({ error: 'must be text' }).trim().min(1, 'is empty').max(200);
const identifier = z.object({ type: z.string(), value: z.string() }, { error: 'must be {type, value}' });

const query = z.strictObject({
	identifier: identifier.optional(),
	skus: z.array(sku).max(100, 'has more than 100').optional(),
	limit: z
		.int({ error: 'must be a whole number' })
		.min(1, 'must be at least 1')
		.max(100, 'is more than 100')
		.optional(),
	categories: z.array(z.string()).max(100, 'has more than 100').optional(),
	inStock: z.boolean({ error: 'must be true or false' }).optional(),
	exclude: z.array(sku).max(1_000, 'has more than 1,000').optional(),
	boughtWithinDays: z.number({ error: 'must be a number' }).min(0).max(36_500).optional(),
	popular: z.boolean({ error: 'must be true or false' }).optional(),
});

/** Reads what is asked for; the error names the place. Throws InputError RECOMMEND_QUERY. */
export function parseQuery(input: unknown): RecommendQuery {
	const parsed = query.safeParse(input);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw new InputError(
		`The question for recommendations is not valid at ${issue?.path.join('.') || '(top)'}: ${issue?.message ?? 'unknown'}.`,
		'Correct that place.',
		'RECOMMEND_QUERY',
	);
}

const textOrNull = z
	.string({ error: 'must be text' })
	.trim()
	.max(2_000)
	.nullish()
	.transform((value) => value || null);
const numberOrNull = z
	.number({ error: 'must be a number' })
	.finite()
	.nullish()
	.transform((value) => value ?? null);

/** A row of a catalogue. */
export const productRow = z.object({
	sku,
	name: textOrNull,
	category: textOrNull,
	brand: textOrNull,
	price: numberOrNull,
	currency: z
		.string()
		.length(3, 'must be an ISO code such as EUR')
		.nullish()
		.transform((value) => value || null),
	url: textOrNull,
	image: textOrNull,
	stock: numberOrNull,
});
