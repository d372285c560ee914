import { z } from 'zod/v4';
import { CALL_TYPES } from '../model/call';

const id = z.union([z.string(), z.number()], { error: 'must be text or a number' });
/** Checked by shape alone: the values are anybody's, and there may be hundreds. */
const object = z.custom<Record<string, unknown>>((value) => isObject(value), { error: 'must be an object' });
const moment = z.union([z.string(), z.number(), z.date()], { error: 'must be an ISO date' });
const text = (field: string, max: number) =>
	z.string({ error: `${field} must be text` }).max(max, `must have at most ${max} characters`);

/** A call in Segment's format, as anybody may send it; unknown fields are let through and ignored. */
export const rawCall = z.looseObject({
	type: z.enum(CALL_TYPES, { error: `must be one of ${CALL_TYPES.join(', ')}` }),
	messageId: z
		.union([text('messageId', 200), z.number()], { error: 'must be text of at most 200 characters' })
		.nullish(),
	userId: id.nullish(),
	anonymousId: id.nullish(),
	previousId: id.nullish(),
	groupId: id.nullish(),
	event: text('event', 500).nullish(),
	name: z.unknown(),
	timestamp: moment.nullish(),
	originalTimestamp: moment.nullish(),
	sentAt: moment.nullish(),
	traits: object.nullish(),
	properties: object.nullish(),
	context: object.nullish(),
});

export type RawCall = z.infer<typeof rawCall>;

const TYPES: ReadonlySet<unknown> = new Set(CALL_TYPES);
const IDS = [
	'userId',
	'anonymousId',
	'previousId',
	'groupId',
	'messageId',
	'event',
	'timestamp',
	'originalTimestamp',
	'sentAt',
] as const;
const OBJECTS = ['traits', 'properties', 'context'] as const;
const SHORT = 200;

/**
 * The quick look that nearly every call passes: known type, short texts, plain objects. It accepts less than the schema
 * and nothing else than it; whoever does not pass is read by the schema, which also says what is wrong.
 */
export function isPlain(raw: unknown): raw is RawCall {
	if (!isObject(raw) || !TYPES.has(raw['type'])) return false;
	for (const key of IDS)
		if (raw[key] !== undefined && !(typeof raw[key] === 'string' && raw[key].length <= SHORT)) return false;
	for (const key of OBJECTS) if (raw[key] !== undefined && !isObject(raw[key])) return false;
	return true;
}

/** The parts of `context` that mean something to us; anything else in it is kept as it is. */
export const knownContext = z.looseObject({
	externalIds: z
		.array(z.looseObject({ id, type: text('type', 100) }), { error: 'must be a list of {id, type}' })
		.max(50)
		.nullish(),
	consent: z
		.looseObject(
			{
				categoryPreferences: z
					.record(z.string().max(100), z.boolean({ error: 'must be true or false' }), {
						error: 'must be purposes with true or false',
					})
					.nullish(),
			},
			{ error: 'must be an object' },
		)
		.nullish(),
	traits: object.nullish(),
	thirdParty: z
		.looseObject(
			{
				provider: text('provider', 100).trim().min(1, 'is empty'),
				price: z.number({ error: 'must be a number' }).min(0, 'must not be negative').nullish(),
				currency: z
					.string({ error: 'must be three letters' })
					.regex(/^[A-Z]{3}$/, 'must be three letters such as EUR')
					.nullish(),
				expires: moment.nullish(),
			},
			{ error: 'must be an object' },
		)
		.nullish(),
});

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
