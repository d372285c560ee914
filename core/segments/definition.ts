import { IANAZone } from 'luxon';
import { z } from 'zod/v4';
import type { Condition, SegmentDefinition } from '../model/segment';
import { comparison, eventFilter, json, key, name, valueOf } from './definitionParts';
import { moment } from './facets';
import { lengthOf } from './window';
import { peopleOnly } from './condition';
import { noneOf } from './nearest';
import { readDefinition } from './readDefinition';

const SECOND = 1_000;
const UNITS = ['minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const;
const duration = z
	.strictObject({
		last: z.number({ error: 'must be a number' }).positive('must be more than 0').max(100_000),
		unit: z.enum(UNITS, { error: ({ input }) => noneOf(input, UNITS) }),
	})
	.check(({ value, issues }) => {
		const calendar = value.unit === 'months' || value.unit === 'years';
		const message =
			calendar && !Number.isInteger(value.last)
				? `takes whole ${value.unit}`
				: calendar && value.last > 1_200
					? 'is more than 1,200'
					: !calendar && lengthOf(value) < SECOND
						? 'is less than a second'
						: undefined;
		if (message) issues.push({ code: 'custom', message, path: ['last'], input: value });
	});
const fixed = duration.refine(({ unit }) => unit !== 'months' && unit !== 'years', {
	path: ['unit'],
	error: 'takes minutes, hours, days or weeks here: months differ in length',
});
const date = z.string().refine((text) => moment(text) !== null, 'needs an ISO date such as 2026-01-31');
const window = z.union(
	[
		duration,
		z.strictObject({ since: name }),
		z
			.strictObject({ from: date.optional(), to: date.optional() })
			.refine(({ from, to }) => from !== undefined || to !== undefined, 'needs from, to or both'),
	],
	{ error: 'must be {last, unit}, {from, to} or {since}' },
);

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'needs a time of day such as 18:30');
const clock = z
	.strictObject({
		from: time.optional(),
		to: time.optional(),
		days: z.array(z.int().min(1).max(7)).min(1, 'names no day').optional(),
	})
	.refine((c) => c.from !== undefined || c.to !== undefined || c.days !== undefined, 'needs from, to or days')
	.refine((c) => c.from === undefined || c.from !== c.to, { path: ['to'], error: 'is the same as from' });

const trait = z
	.strictObject({
		kind: z.literal('trait'),
		trait: name,
		path: z.array(name).max(4).optional(),
		comparison,
		value: json.optional(),
	})
	.check(valueOf);
const count = z.strictObject({
	comparison: z.enum(['atLeast', 'atMost', 'exactly', 'moreThan', 'lessThan'], {
		error: 'must be atLeast, atMost, exactly, moreThan or lessThan',
	}),
	value: z.number({ error: 'must be a number' }),
});
const event = z
	.strictObject({
		kind: z.literal('event'),
		...eventFilter,
		measure: z
			.strictObject({
				of: z.enum(['count', 'sum', 'average', 'min', 'max', 'distinct']),
				property: name.optional(),
			})
			.refine((m) => m.of === 'count' || m.property !== undefined, { path: ['property'], error: 'is missing' })
			.optional(),
		count,
		window: window.optional(),
		pick: z.enum(['first', 'last']).optional(),
		firstTime: z.boolean().optional(),
		at: clock.optional(),
	})
	.refine((e) => (e.measure?.of ?? 'count') !== 'count' || (Number.isInteger(e.count.value) && e.count.value >= 0), {
		path: ['count', 'value'],
		error: 'must be a whole number of times',
	});
const step = z.strictObject({ ...eventFilter, within: fixed.optional(), not: z.boolean().optional() });
const sequence = z.strictObject({
	kind: z.literal('sequence'),
	steps: z
		.array(step)
		.min(2, 'needs at least two steps')
		.max(10, 'has more than ten steps')
		.refine((steps) => !steps[0]?.not, { path: [0, 'not'], error: 'the first step must happen' })
		.refine((steps) => steps.filter((s) => !s.not).length > 0, 'needs a step that happens'),
	window: fixed.optional(),
});
const regular = z
	.strictObject({
		kind: z.literal('regular'),
		...eventFilter,
		atLeast: z.int().min(1),
		of: z.int().min(1).max(60, 'looks at sixty periods at most'),
		period: duration,
	})
	.refine((r) => r.atLeast <= r.of, { path: ['atLeast'], error: 'is more than there are periods' });
const stopped = z.strictObject({
	kind: z.literal('stopped'),
	...eventFilter,
	times: z.int().min(1).optional(),
	active: fixed.optional(),
	quiet: fixed,
});
const restarted = z.strictObject({ kind: z.literal('restarted'), ...eventFilter, quiet: fixed, recent: fixed });
const frequency = z.strictObject({
	kind: z.literal('frequency'),
	...eventFilter,
	halfLife: fixed,
	atLeast: z.number().positive(),
});
const visits = z
	.strictObject({ kind: z.literal('visits'), count, window: window.optional() })
	.refine((v) => Number.isInteger(v.count.value) && v.count.value >= 0, {
		path: ['count', 'value'],
		error: 'must be a whole number of times',
	});
const segment = z.strictObject({ kind: z.literal('segment'), segment: key, is: z.boolean() });
const list = z.strictObject({ kind: z.literal('list'), list: key, is: z.boolean() });
const consent = z.strictObject({ kind: z.literal('consent'), purpose: name, granted: z.boolean() });
const identifier = z.strictObject({
	kind: z.literal('identifier'),
	type: name,
	is: z.boolean(),
	verified: z.boolean().optional(),
});
const percent = z.number({ error: 'must be a number' }).min(0).max(100);
const random = z
	.strictObject({ kind: z.literal('random'), seed: name, from: percent, to: percent })
	.refine(({ from, to }) => from < to, { path: ['to'], error: 'must be more than from' });

const group = <K extends string>(kind: K) =>
	z.strictObject({
		kind: z.literal(kind),
		conditions: z.array(condition).min(1, 'the group is empty: add a condition'),
	});
const leaves = [
	trait,
	event,
	sequence,
	regular,
	stopped,
	restarted,
	frequency,
	visits,
	segment,
	list,
	consent,
	identifier,
	random,
];
const KINDS = ['all', 'any', 'not', ...leaves.map((leaf) => [...leaf.shape.kind.values][0] as string)];
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const condition: z.ZodType<Condition> = z.lazy(() =>
	z.discriminatedUnion('kind', [...leaves, group('all'), group('any'), group('not')] as never, {
		error: ({ input }) => (isObject(input) ? noneOf(input['kind'], KINDS) : 'must be a condition: {kind, …}'),
	}),
);

const definition = z
	.strictObject({
		version: z.literal(1, { error: 'must be 1' }),
		key,
		name: z.string().trim().min(1).max(200),
		of: z.enum(['people', 'browsers'], { error: 'must be people or browsers' }),
		condition,
		timeZone: z.string().refine(IANAZone.isValidZone, 'must be a time zone such as Europe/Zurich').optional(),
		ttlDays: z.number().positive().max(3650).optional(),
		capacity: z.int().min(1).max(100_000_000).optional(),
		description: z.string().trim().max(2_000).optional(),
		taxonomy: z.string().trim().min(1).max(200).optional(),
		cpm: z.number().min(0).optional(),
	})
	.check(({ value, issues }) => {
		const fault = value.of === 'browsers' ? peopleOnly(value.condition) : undefined;
		if (value.of === 'people' && value.capacity !== undefined)
			issues.push({ code: 'custom', message: 'is for audiences of browsers', path: ['capacity'], input: value });
		if (fault)
			issues.push({
				code: 'custom',
				message: `${fault} can be asked of people only`,
				path: ['condition'],
				input: value,
			});
	});

/** The published JSON schema of a definition; docs/segment.schema.json is this, and a test compares them. */
export const definitionSchema = (): object => ({
	title: 'A segment of CDP for n8n',
	...z.toJSONSchema(definition, { unrepresentable: 'any' }),
});

/** Reads a definition from outside; the error names the place, e.g. `condition.conditions.1.value`. */
export function parseDefinition(input: unknown): SegmentDefinition {
	return readDefinition(definition, input, 'segment definition', 'SEGMENT_DEFINITION');
}
