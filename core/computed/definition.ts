import { z } from 'zod/v4';
import type { ComputedDefinition } from '../model/computed';
import { eventFilter, name } from '../segments/definitionParts';
import { readDefinition } from '../segments/readDefinition';

const { where } = eventFilter;
const lastDays = z.number({ error: 'must be a number of days' }).positive('must be more than 0').max(36_500).optional();
const days = z.number({ error: 'must be a number of days' }).positive('must be more than 0').max(36_500);
const events = { event: name, where, lastDays };

const kind = <K extends string, S extends z.core.$ZodLooseShape>(value: K, shape: S) =>
	z.strictObject({ kind: z.literal(value), ...shape });

const rule = z.strictObject({
	tag: z.string().trim().min(1).max(100),
	anyOf: z.array(word()).min(1, 'needs at least one word').max(200),
	noneOf: z.array(word()).max(200).optional(),
});

/** Of signs alone nothing would be left to look for. */
function word() {
	return z
		.string()
		.max(100)
		.regex(/[\p{L}\p{N}]/u, 'needs a letter or digit');
}

const tags = kind('tags', {
	trait: name.optional(),
	event: name.optional(),
	property: name.optional(),
	where,
	lastDays,
	rules: z.array(rule).min(1, 'needs at least one rule').max(200),
}).check(({ value, issues }) => {
	const fromTrait = value.trait !== undefined && value.event === undefined && value.property === undefined;
	const fromEvents = value.trait === undefined && value.event !== undefined && value.property !== undefined;
	if (fromTrait || fromEvents) return;
	issues.push({ code: 'custom', message: 'needs either trait, or event and property', path: [], input: value });
});

const compute = z.discriminatedUnion(
	'kind',
	[
		kind('count', events),
		kind('sum', { ...events, property: name }),
		kind('average', { ...events, property: name }),
		kind('min', { ...events, property: name }),
		kind('max', { ...events, property: name }),
		kind('first', { ...events, property: name.optional() }),
		kind('last', { ...events, property: name.optional() }),
		kind('mostFrequent', { ...events, property: name }),
		kind('uniqueList', { ...events, property: name, limit: z.int().min(1).max(1_000).optional() }),
		kind('daysSince', { ...events, of: z.enum(['first', 'last'], { error: 'must be first or last' }) }),
		kind('preferredCategory', { ...events, property: name, amount: name.optional() }),
		kind('score', {
			events: z
				.array(
					z.strictObject({ event: name, where, weight: z.number({ error: 'must be a number' }).min(-1e6).max(1e6) }),
				)
				.min(1, 'needs at least one event')
				.max(50),
			halfLifeDays: days,
			decimals: z.int().min(0).max(6).optional(),
			lastDays,
		}),
		kind('rfm', { ...events, amount: name }),
		kind('clv', {
			...events,
			amount: name,
			model: z.enum(['historical', 'predicted'], { error: 'must be historical or predicted' }),
			days: z.int().min(1).max(3_650).optional(),
			result: z.enum(['value', 'purchases'], { error: 'must be value or purchases' }).optional(),
		}),
		kind('churnRisk', events),
		tags,
	],
	{
		error:
			'kind must be one of count, sum, average, min, max, first, last, mostFrequent, uniqueList, daysSince, preferredCategory, score, rfm, clv, churnRisk, tags',
	},
);

const definition = z
	.strictObject({
		version: z.literal(1, { error: 'must be 1' }),
		key: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,99}$/, 'begins with a letter and takes letters, digits, - and _'),
		name: z.string().trim().min(1).max(200),
		compute,
	})
	.check(({ value, issues }) => {
		if (value.compute.kind === 'tags' && value.compute.trait === value.key)
			issues.push({
				code: 'custom',
				message: 'a trait cannot be made of itself',
				path: ['compute', 'trait'],
				input: value,
			});
	});

/** The published JSON schema of a definition; docs/computed.schema.json is this, and a test compares them. */
export const computedSchema = (): object => ({
	title: 'A computed trait of CDP for n8n',
	...z.toJSONSchema(definition, { unrepresentable: 'any' }),
});

/** Reads a definition from outside; the error names the place, e.g. `compute.where.0.value`. */
export function parseComputed(input: unknown): ComputedDefinition {
	return readDefinition(definition, input, 'computed trait', 'COMPUTED_DEFINITION') as ComputedDefinition;
}
