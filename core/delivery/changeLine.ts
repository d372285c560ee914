import { z } from 'zod';
import type { DeliveryChange, DeliveryConsent, DeliveryEvent } from '../model/delivery';
import type { Identifier } from '../model/identifier';
import type { Json, JsonObject } from '../model/json';

const VALUE = z.union([z.string(), z.number()]);
const WORD = z.union([z.string(), z.boolean()]);
const OBJECT = z.record(z.unknown());

const CONSENT = z.object({
	status: z.string().nullish(),
	purposes: z.array(VALUE).nullish(),
	ad_user_data: WORD.nullish(),
	ad_personalization: WORD.nullish(),
	tcf: z.string().nullish(),
	gpp: z.string().nullish(),
});

const LINE = z.object({
	action: z.enum(['add', 'update', 'remove', 'event']).optional(),
	key: z.string().optional(),
	segment: z.string().optional(),
	identifiers: z.record(z.union([VALUE, z.array(VALUE), z.null()])).nullish(),
	traits: OBJECT.nullish(),
	consent: CONSENT.nullish(),
	event: z.union([z.string(), OBJECT]).optional(),
});

/** A change as `cdp push --changes` takes it, one JSON object a line; or what is wrong with it, naming the field. */
export function readChangeLine(line: string, number: number, now: number): DeliveryChange | { wrong: string } {
	const json = parse(line);
	if (json === undefined) return { wrong: 'the line is not JSON' };
	const read = LINE.safeParse(json);
	if (!read.success) {
		const [issue] = read.error.issues;
		return { wrong: `${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'wrong form'}` };
	}
	const { action, key = `line-${number}`, segment = '', event } = read.data;
	if (action === undefined && event === undefined)
		return { wrong: 'action: is missing (add, update, remove) and there is no event' };
	const told = event === undefined ? undefined : readEvent(event, json as JsonObject, number, now);
	if (told && 'wrong' in told) return told;
	const consent = readConsent(read.data.consent ?? innerConsent(event));
	return {
		action: told ? 'event' : (action ?? 'add'),
		key: told ? told.event.id : key,
		segment,
		identifiers: [...identifiersOf(read.data.identifiers), ...(told?.identifiers ?? [])],
		traits: { ...told?.traits, ...((read.data.traits ?? {}) as JsonObject) },
		...(consent ? { consent } : {}),
		...(told ? { event: told.event } : {}),
	};
}

function parse(line: string): unknown {
	try {
		return JSON.parse(line) as unknown;
	} catch {
		return undefined;
	}
}

function identifiersOf(given: z.infer<typeof LINE>['identifiers']): Identifier[] {
	return Object.entries(given ?? {}).flatMap(([type, values]) =>
		(Array.isArray(values) ? values : [values])
			.filter((value) => value !== null)
			.map((value) => ({ type, value: String(value) })),
	);
}

interface Told {
	event: DeliveryEvent;
	identifiers: Identifier[];
	traits: JsonObject;
}

/** An event in our words (`id`, `name`, `time`) or Segment's (`messageId`, `event`, `timestamp`). */
function readEvent(
	given: string | Record<string, unknown>,
	line: JsonObject,
	number: number,
	now: number,
): Told | { wrong: string } {
	const source = (typeof given === 'string' ? { ...line, name: given } : given) as JsonObject;
	const name = text(source['name']) || text(source['event']) || text(source['type']);
	if (name === '') return { wrong: 'event.name: is missing' };
	const time = timeOf(source['time'] ?? source['timestamp'] ?? source['sentAt'], now);
	if (time === undefined) return { wrong: 'event.time: is neither epoch milliseconds nor an ISO date' };
	const context = object(source['context']);
	const ids = { user_id: source['userId'], anonymous_id: source['anonymousId'] };
	return {
		event: {
			id: text(source['id']) || text(source['messageId']) || `line-${number}`,
			name,
			time,
			properties: object(source['properties']),
			context,
		},
		identifiers: [
			...identifiersOf(typeof given === 'string' ? {} : (object(source['identifiers']) as Record<string, string>)),
			...Object.entries(ids).flatMap(([type, value]) => (text(value) ? [{ type, value: text(value) }] : [])),
		],
		traits: typeof given === 'string' ? {} : { ...object(context['traits']), ...object(source['traits']) },
	};
}

function innerConsent(event: string | Record<string, unknown> | undefined): z.infer<typeof CONSENT> | undefined {
	if (typeof event !== 'object') return undefined;
	return CONSENT.safeParse(event['consent']).data;
}

function readConsent(given: z.infer<typeof CONSENT> | null | undefined): DeliveryConsent | undefined {
	if (!given) return undefined;
	const [adUserData, adPersonalization] = [answer(given.ad_user_data), answer(given.ad_personalization)];
	return {
		status: statusOf(given),
		...(given.purposes ? { purposes: given.purposes } : {}),
		...(adUserData === undefined ? {} : { adUserData }),
		...(adPersonalization === undefined ? {} : { adPersonalization }),
		...(given.tcf ? { tcf: given.tcf } : {}),
		...(given.gpp ? { gpp: given.gpp } : {}),
	};
}

/** Where only a string speaks, the string decides. */
function statusOf({ status, tcf, gpp }: z.infer<typeof CONSENT>): DeliveryConsent['status'] {
	if (!status) return tcf || gpp ? 'granted' : 'denied';
	return /^(consent_)?granted$/i.test(status) ? 'granted' : 'denied';
}

/** `granted`, `CONSENT_GRANTED`, true; any other word but "unspecified" is a no. */
function answer(value: string | boolean | null | undefined): boolean | undefined {
	if (value === null || value === undefined || value === '' || /unspecified$/i.test(String(value))) return undefined;
	return value === true || /^(consent_)?(granted|true|yes)$/i.test(String(value));
}

function timeOf(value: Json | undefined, now: number): number | undefined {
	if (value === undefined || value === null || value === '') return now;
	if (typeof value === 'number') return value < 1e11 ? value * 1000 : value;
	const ms = Date.parse(String(value));
	return Number.isFinite(ms) ? ms : undefined;
}

const text = (value: Json | undefined): string =>
	typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

function object(value: Json | undefined): JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
