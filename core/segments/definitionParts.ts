import { z } from 'zod/v4';
import { COMPARISONS, type Comparison } from '../model/segment';
import { moment } from './facets';
import { noneOf } from './nearest';

/** What a condition compares with. */
export const json: z.ZodType = z.lazy(() =>
	z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.union([z.string(), z.number(), z.boolean()]))]),
);

const DAYS: readonly Comparison[] = ['withinLastDays', 'notWithinLastDays', 'withinNextDays', 'anniversaryWithinDays'];
const NUMERIC: readonly Comparison[] = ['greaterThan', 'atLeast', 'lessThan', 'atMost', ...DAYS];
const DATES: readonly Comparison[] = ['before', 'after'];
const BARE: readonly Comparison[] = ['exists', 'notExists'];

const MAX_DAYS = 100_000;

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
	if (DAYS.includes(comparison) && typeof value === 'number' && !(value >= 0 && value <= MAX_DAYS))
		return `needs a number of days from 0 to ${MAX_DAYS.toLocaleString('en')}`;
	if (NUMERIC.includes(comparison)) return typeof value === 'number' ? undefined : 'needs a number';
	if (DATES.includes(comparison))
		return moment(String(value)) === null ? 'needs an ISO date such as 2026-01-31' : undefined;
	return undefined;
}

/** Refuses a value that its comparison cannot take. */
export const valueOf = <T extends Compared>(context: z.core.ParsePayload<T>): void => {
	const fault = valueFault(context.value);
	if (fault) context.issues.push({ code: 'custom', message: fault, path: ['value'], input: context.value });
};

export const name = z.string({ error: 'must be text' }).trim().min(1, 'must not be empty').max(500);
export const key = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,99}$/, 'takes lower-case letters, digits, - and _');
export const comparison = z.enum(COMPARISONS, { error: ({ input }) => noneOf(input, COMPARISONS) });

const filter = z
	.strictObject({
		property: name,
		of: z.literal('context').optional(),
		path: z.array(name).max(4).optional(),
		comparison: comparison.exclude([...DATES, ...DAYS] as never),
		value: json.optional(),
	})
	.check(valueOf);

/** The fields by which a condition names events. */
export const eventFilter = { name, where: z.array(filter).optional() };
