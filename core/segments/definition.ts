import { z } from 'zod/v4';
import { InputError } from '../model/errors';
import { COMPARISONS, type Comparison, type Condition, type SegmentDefinition } from '../model/segment';
import { moment } from './facets';

const json: z.ZodType = z.lazy(() =>
	z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.union([z.string(), z.number(), z.boolean()]))]),
);
const NUMERIC: readonly Comparison[] = [
	'greaterThan',
	'atLeast',
	'lessThan',
	'atMost',
	'withinLastDays',
	'notWithinLastDays',
];
const DATES: readonly Comparison[] = ['before', 'after'];
const BARE: readonly Comparison[] = ['exists', 'notExists'];
const DATE_ONLY: readonly Comparison[] = ['before', 'after', 'withinLastDays', 'notWithinLastDays'];

interface Compared {
	comparison: Comparison;
	value?: unknown;
}

/** What is wrong with the value for this comparison, if anything. */
function valueFault({ comparison, value }: Compared): string | undefined {
	if (BARE.includes(comparison)) return undefined;
	if (value === undefined || value === null || value === '') return `needs a value for “${comparison}”`;
	if (comparison === 'isOneOf')
		return Array.isArray(value) && value.length > 0 ? undefined : 'needs a list with at least one value';
	if (Array.isArray(value)) return `takes one value for “${comparison}”, not a list`;
	if (NUMERIC.includes(comparison)) return typeof value === 'number' ? undefined : 'needs a number';
	if (DATES.includes(comparison))
		return moment(String(value)) === null ? 'needs an ISO date such as 2026-01-31' : undefined;
	return undefined;
}

const checked = <T extends Compared>(context: z.core.ParsePayload<T>): void => {
	const fault = valueFault(context.value);
	if (fault) context.issues.push({ code: 'custom', message: fault, path: ['value'], input: context.value });
};

const name = z.string({ error: 'must be text' }).trim().min(1, 'must not be empty').max(500);
const comparison = z.enum(COMPARISONS, { error: `must be one of ${COMPARISONS.join(', ')}` });
const trait = z
	.strictObject({ kind: z.literal('trait'), trait: name, comparison, value: json.optional() })
	.check(checked);
const filter = z
	.strictObject({ property: name, comparison: comparison.exclude(DATE_ONLY as never), value: json.optional() })
	.check(checked);
const event = z.strictObject({
	kind: z.literal('event'),
	name,
	count: z.strictObject({ comparison: z.enum(['atLeast', 'atMost', 'exactly']), value: z.int().min(0) }),
	window: z
		.strictObject({ last: z.number().positive(), unit: z.enum(['minutes', 'hours', 'days', 'weeks']) })
		.optional(),
	where: z.array(filter).optional(),
});
const condition: z.ZodType<Condition> = z.lazy(() =>
	z.discriminatedUnion('kind', [trait, event, group('all'), group('any'), group('not')] as never, {
		error: 'kind must be one of all, any, not, trait, event',
	}),
);
const group = <K extends string>(kind: K) =>
	z.strictObject({
		kind: z.literal(kind),
		conditions: z.array(condition).min(1, 'the group is empty: add a condition'),
	});

const definition = z.strictObject({
	version: z.literal(1, { error: 'must be 1' }),
	key: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,99}$/, 'takes lower-case letters, digits, - and _'),
	name: z.string().trim().min(1).max(200),
	of: z.enum(['people', 'browsers'], { error: 'must be people or browsers' }),
	condition,
	ttlDays: z.number().positive().max(3650).optional(),
});

/** Reads a definition from outside; the error names the place, e.g. `condition.conditions.1.value`. */
export function parseDefinition(input: unknown): SegmentDefinition {
	const parsed = definition.safeParse(input);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw new InputError(
		`The segment definition is not valid at ${issue?.path.join('.') || '(top)'}: ${issue?.message ?? 'unknown'}.`,
		'Correct that place and save again.',
		'SEGMENT_DEFINITION',
	);
}
