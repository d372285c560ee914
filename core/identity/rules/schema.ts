import { isSupportedCountry } from 'libphonenumber-js';
import { z } from 'zod/v4';
import { InputError } from '../../model/errors';
import { WINDOW_DAYS, type IdentifierRule, type IdentityRules, type LimitWindow } from '../../model/identityRules';
import { BASE, DEFAULT_RULES } from './defaults';

const WINDOWS = Object.keys(WINDOW_DAYS) as [LimitWindow, ...LimitWindow[]];
const count = (least: number) => z.int({ error: 'must be a whole number' }).min(least, `must be at least ${least}`);

const pattern = z
	.string()
	.min(1, 'is empty')
	.max(200, 'is longer than 200 characters')
	.refine(compiles, 'is not a valid regular expression');

function compiles(text: string): boolean {
	try {
		return new RegExp(text, 'i') instanceof RegExp;
	} catch {
		return false;
	}
}

const value = z.string().min(1, 'is empty').max(500);

const ruleFields = {
	priority: count(1).max(1_000).optional(),
	limit: count(1).max(100_000).optional(),
	window: z.enum(WINDOWS, { error: `must be one of ${WINDOWS.join(', ')}` }).optional(),
	unique: z.boolean().optional(),
	known: z.boolean().optional(),
	lookUpOnly: z.boolean().optional(),
	verifiedOnly: z.boolean().optional(),
	quarantineAbove: count(1).nullable().optional(),
	lifetimeDays: count(1).nullable().optional(),
	blockedValues: z.array(value).max(1_000).optional(),
	blockedPatterns: z.array(pattern).max(100).optional(),
	spelling: z.enum(['exact', 'case', 'email', 'phone'], { error: 'must be exact, case, email or phone' }).optional(),
};

const type = z
	.string({ error: 'must be text' })
	.regex(/^[a-z][a-z0-9_:.-]{0,99}$/i, 'must be a plain name such as email or loyalty_card');

const survivorship = z
	.strictObject({
		keep: z.enum(['latest', 'first', 'mostFrequent', 'longest', 'max', 'min', 'union', 'sources'], {
			error: 'must be latest, first, mostFrequent, longest, max, min, union or sources',
		}),
		sources: z.array(z.string().min(1)).min(1, 'names no source').optional(),
		verifiedFirst: z.boolean().default(true),
		lifetimeDays: z.number().positive().max(36_500).optional(),
	})
	.refine((s) => s.keep !== 'sources' || s.sources !== undefined, {
		path: ['sources'],
		error: 'is missing: name the sources, the most believed first',
	});

const schema = z.strictObject({
	version: z.int().optional(),
	types: z
		.array(z.strictObject({ type, ...ruleFields }))
		.max(200)
		.optional(),
	others: z.strictObject(ruleFields).optional(),
	blockedValues: z.array(value).max(10_000).optional(),
	blockedPatterns: z.array(pattern).max(100).optional(),
	roleMailboxes: z.array(value).max(1_000).optional(),
	phoneRegion: z.string().refine(isSupportedCountry, 'must be a country such as CH').nullable().optional(),
	caps: z
		.strictObject({
			identifiers: count(2).max(100_000).optional(),
			merges: count(1).optional(),
			component: count(2).max(100_000).optional(),
		})
		.optional(),
	traits: z.record(z.string().min(1), survivorship).optional(),
});

/**
 * Reads rules as a user writes them: what is missing keeps its default, and a type that is not listed too.
 * Throws InputError RULES with the place of the first fault.
 */
export function readRules(input: unknown): IdentityRules {
	const parsed = schema.safeParse(input);
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		const place = issue?.path.join('.') || 'rules';
		throw new InputError(
			`${place}: ${issue?.message ?? 'is not valid'}`,
			'Correct it; `Rules > Get` shows the present rules as an example.',
			'RULES',
		);
	}
	const { types = [], others, caps, traits, ...rest } = parsed.data;
	const twice = types.find((rule, i) => types.findIndex((other) => other.type === rule.type) !== i);
	if (twice) throw new InputError(`types: ${twice.type} is listed twice`, 'Keep one of them.', 'RULES');
	const general = completed({ ...DEFAULT_RULES.others, ...others });
	const builtIn = DEFAULT_RULES.types.filter((rule) => !types.some((given) => given.type === rule.type));
	const given = types.map((rule) => ({
		...completed({ ...(DEFAULT_RULES.types.find((r) => r.type === rule.type) ?? general), ...withoutMissing(rule) }),
		type: rule.type,
	}));
	return {
		...DEFAULT_RULES,
		...withoutMissing(rest),
		types: [...builtIn, ...given].sort((a, b) => a.priority - b.priority || (a.type < b.type ? -1 : 1)),
		others: general,
		caps: { ...DEFAULT_RULES.caps, ...withoutMissing(caps ?? {}) },
		traits: { ...DEFAULT_RULES.traits, ...traits },
		version: 0,
	};
}

type Loose<T> = { [K in keyof T]?: T[K] | undefined };

function withoutMissing<T extends object>(part: T): T extends Loose<infer _U> ? Partial<T> : never {
	return Object.fromEntries(Object.entries(part).filter(([, v]) => v !== undefined)) as never;
}

/** `unique` is the short way to say limit 1, ever. */
function completed(rule: Loose<Omit<IdentifierRule, 'type'>>): Omit<IdentifierRule, 'type'> {
	const full = { ...BASE, ...(withoutMissing(rule) as Partial<IdentifierRule>) };
	return full.unique ? { ...full, limit: 1, window: 'ever' } : full;
}
