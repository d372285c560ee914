import { z } from 'zod/v4';
import { InputError } from '../model/errors';
import type { DecideRequest, Experience, VisitCondition } from '../model/personalize';

const text = z.string({ error: 'must be text' }).trim().min(1, 'is empty').max(500);
const key = z
	.string({ error: 'is missing' })
	.regex(/^[a-z0-9][a-z0-9_-]{0,99}$/, 'takes lower-case letters, digits, - and _');
const percent = z.number({ error: 'must be a number' }).min(0, 'is less than 0').max(100, 'is more than 100');
const json = z.json({ error: 'must be JSON' });
const FIELDS = ['url', 'path', 'title', 'referrer', 'campaign', 'category', 'product'] as const;
const COMPARISONS = ['is', 'isNot', 'contains', 'startsWith', 'exists', 'missing'] as const;

const group = <K extends string>(kind: K) =>
	z.strictObject({
		kind: z.literal(kind),
		conditions: z.array(condition).min(1, 'the group is empty: add a condition'),
	});
const page = z
	.strictObject({
		kind: z.literal('page'),
		field: z.enum(FIELDS, { error: `must be one of ${FIELDS.join(', ')}` }),
		comparison: z.enum(COMPARISONS, { error: `must be one of ${COMPARISONS.join(', ')}` }),
		value: text.optional(),
	})
	.refine(({ comparison, value }) => ['exists', 'missing'].includes(comparison) || value !== undefined, {
		path: ['value'],
		error: 'is missing',
	});
const leaves = [
	z.strictObject({ kind: z.literal('segment'), segment: key, is: z.boolean({ error: 'must be true or false' }) }),
	page,
	z.strictObject({
		kind: z.literal('interest'),
		in: z.enum(['category', 'brand', 'product'], { error: 'must be category, brand or product' }),
		value: text,
		atLeast: percent.optional(),
	}),
	z.strictObject({
		kind: z.literal('visitor'),
		is: z.enum(['known', 'returning', 'new'], { error: 'must be known, returning or new' }),
	}),
];
const condition: z.ZodType<VisitCondition> = z.lazy(() =>
	z.discriminatedUnion('kind', [...leaves, group('all'), group('any'), group('not')] as never, {
		error: 'kind must be one of all, any, not, segment, page, interest, visitor',
	}),
);

const recommendations = z.strictObject({
	limit: z.int().min(1).max(100).optional(),
	categories: z.array(text).max(100).optional(),
	inStock: z.boolean().optional(),
	boughtWithinDays: z.number().min(0).max(36_500).optional(),
});
const variant = z.strictObject({
	key: key.refine((one) => one !== 'fallback', 'is the name of what is shown otherwise'),
	name: text.optional(),
	when: condition.optional(),
	priority: z.number({ error: 'must be a number' }).optional(),
	percent: percent.optional(),
	content: json,
});
const experience = z.strictObject({
	version: z.literal(1, { error: 'must be 1' }),
	key,
	name: text,
	variants: z
		.array(variant)
		.min(1, 'has no variant')
		.max(100, 'has more than 100 variants')
		.refine((all) => new Set(all.map((one) => one.key)).size === all.length, 'two variants have the same key'),
	fallback: z.strictObject({ content: json }, { error: 'must be {content}: what is shown otherwise' }),
	holdOut: z.strictObject({ percent, seed: text.optional() }).optional(),
	recommendations: recommendations.optional(),
	active: z.boolean().optional(),
});

/** The published JSON schema; docs/experience.schema.json is this, and a test compares them. */
export const experienceSchema = (): object => ({
	title: 'An experience of CDP for n8n',
	...z.toJSONSchema(experience, { unrepresentable: 'any' }),
});

/** Reads an experience from outside; the error names the place. */
export const parseExperience = (input: unknown): Experience =>
	parsed<unknown>(experience.safeParse(input), 'The experience', 'EXPERIENCE_DEFINITION') as Experience;

const MAX_URL = 4_000;
const short = z.string({ error: 'must be text' }).max(MAX_URL, `is longer than ${MAX_URL} characters`);
const request = z.strictObject({
	experience: key.optional(),
	identifiers: z
		.array(z.object({ type: z.string(), value: z.string() }, { error: 'must be {type, value}' }))
		.max(20, 'has more than 20')
		.optional(),
	context: z
		.object(Object.fromEntries(FIELDS.map((field) => [field, short.optional()])), { error: 'must be an object' })
		.optional(),
	recommend: z
		.union([z.literal(false), recommendations.extend({ exclude: z.array(text).max(1_000).optional() })], {
			error: 'must be false or {limit, categories, inStock, boughtWithinDays, exclude}',
		})
		.optional(),
	log: z.enum(['soon', 'wait', 'none'], { error: 'must be soon, wait or none' }).optional(),
	budgetMs: z.number({ error: 'must be a number' }).min(1).max(10_000).optional(),
	fallback: json.optional(),
	public: z.boolean().optional(),
});

/** Reads a question; the error names the place. */
export const parseRequest = (input: unknown): DecideRequest =>
	parsed(request.safeParse(input), 'The question', 'PERSONALIZE_REQUEST');

function parsed<T>(result: z.ZodSafeParseResult<T>, what: string, code: string): T {
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	throw new InputError(
		`${what} is not valid at ${issue?.path.join('.') || '(top)'}: ${issue?.message ?? 'unknown'}.`,
		'Correct that place.',
		code,
	);
}
