import { createHash, randomUUID } from 'node:crypto';
import type { z } from 'zod/v4';
import type { Call, Origin, Rejected } from '../model/call';
import type { Identifier } from '../model/identifier';
import type { JsonObject } from '../model/json';
import { decodeSignals } from '../consent/signals';
import { storable } from '../model/text';
import { normalise } from '../identity/normalise';
import type { ThirdPartyTerms } from '../model/thirdParty';
import { eventTime, readMoment, type Moment } from './clock';
import { enriched } from './enrich';
import { isPlain, knownContext, rawCall, type RawCall } from './schema';
import { readTerms } from './terms';

type Refusal = Omit<Rejected, 'index'>;
type Context = z.infer<typeof knownContext>;

/** Largest call as JSON; Segment allows 32 kB, orders with a thousand lines need more. */
const MAX_CALL_BYTES = 512 * 1024;
const MAX_KEYS = 1_000;

/** Parse, don't trust: everything behind this function may rely on the shape of a `Call`. Pure but for random ids. */
export function admit(raw: unknown, origin: Origin, receivedAt: number): Call | Refusal {
	const parsed = isPlain(raw) ? { success: true as const, data: raw } : rawCall.safeParse(raw);
	if (!parsed.success) return firstIssue(parsed.error);
	const context = readContext(parsed.data.context ?? {});
	if (!context.success) return firstIssue(context.error, 'context.');
	const call = parsed.data;
	const moment = timeOf(call, origin, receivedAt);
	if ('reason' in moment) return { field: 'timestamp', reason: moment.reason };
	if (call.type === 'track' && !call.event?.trim())
		return { field: 'event', reason: 'is missing: a track call needs the name of the event' };
	const identifiers = identifiersOf(call, context.data);
	if ('reason' in identifiers) return identifiers;
	const terms = readTerms(context.data, origin);
	if (terms && 'reason' in terms) return terms;
	return finish(call, context.data, origin, { time: moment.time, receivedAt, terms, ...identifiers });
}

const MEANT = ['externalIds', 'consent', 'traits', 'thirdParty'];

/** Most contexts say nothing that we read: those are not looked at. */
function readContext(context: Record<string, unknown>) {
	return MEANT.some((key) => context[key] !== undefined)
		? knownContext.safeParse(context)
		: { success: true as const, data: context as Context };
}

function firstIssue(error: z.ZodError, prefix = ''): Refusal {
	const [issue] = error.issues;
	const path = issue?.path.join('.') ?? '';
	return path || prefix
		? { field: `${prefix}${path}`.replace(/\.$/, ''), reason: issue?.message ?? 'is not valid' }
		: { field: '(call)', reason: 'must be a JSON object' };
}

function timeOf(call: RawCall, origin: Origin, receivedAt: number): Moment {
	const stamp = call.timestamp ?? call.originalTimestamp;
	const timestamp = stamp == null ? undefined : readMoment(stamp);
	if (timestamp && 'reason' in timestamp) return timestamp;
	const sent = call.sentAt == null || origin.historical ? undefined : readMoment(call.sentAt);
	const sentAt = sent && 'time' in sent ? sent.time : undefined;
	return eventTime(timestamp?.time, sentAt, receivedAt);
}

type Names = Pick<Call, 'identifiers' | 'fields'>;

function identifiersOf(call: RawCall, context: Context): Names | Refusal {
	const traits = call.type === 'identify' ? call.traits : undefined;
	const candidates: Array<[field: string, type: string, value: unknown]> = [
		['userId', 'user_id', call.userId],
		['traits.email', 'email', traits?.['email'] ?? context.traits?.['email']],
		['traits.phone', 'phone', traits?.['phone'] ?? context.traits?.['phone']],
		...(context.externalIds ?? []).map((e): [string, string, unknown] => ['context.externalIds', e.type, e.id]),
		['anonymousId', 'anonymous_id', call.anonymousId],
		['previousId', 'anonymous_id', call.type === 'alias' ? call.previousId : undefined],
	];
	const identifiers: Identifier[] = [];
	const fields: string[] = [];
	let refusal: Refusal | undefined;
	for (const [field, type, value] of candidates) {
		if (value === undefined || value === null || typeof value === 'object') continue;
		const result = normalise(type, String(value));
		if ('refused' in result) refusal ??= { field, reason: result.refused };
		else if (!identifiers.some((f) => f.type === type && f.value === result.identifier.value)) {
			identifiers.push(result.identifier);
			fields.push(field);
		}
	}
	if (identifiers.length > 0) return { identifiers, fields };
	return refusal ?? { field: 'userId', reason: 'is missing: a call needs userId, anonymousId or another identifier' };
}

interface Settled extends Names {
	time: number;
	receivedAt: number;
	terms: ThirdPartyTerms | undefined;
}

function finish(call: RawCall, context: Context, origin: Origin, settled: Settled): Call | Refusal {
	const properties = propertiesOf(call);
	const traits = (call.type === 'identify' ? (call.traits ?? {}) : {}) as JsonObject;
	if (Object.keys(traits).length > MAX_KEYS) return { field: 'traits', reason: `has more than ${MAX_KEYS} keys` };
	const clean = wellFormed(nameOf(call), properties, traits, enriched(withoutKnown(context), properties));
	if (!clean) return { field: '(call)', reason: `is larger than ${MAX_CALL_BYTES / 1024} kB or nested too deep` };
	return {
		...clean,
		messageId: messageIdOf(call, origin),
		type: call.type,
		time: settled.time,
		receivedAt: settled.receivedAt,
		identifiers: settled.identifiers,
		fields: settled.fields,
		thirdParty: settled.terms,
		consent: context.consent?.categoryPreferences ?? undefined,
		consentProof: typeof context['consentProof'] === 'string' ? storable(context['consentProof']) : null,
		...signalsOf(context),
		source: origin.source,
		verified: origin.verified,
	};
}

/** Consent by TC string, GPP and so on, in `context.consent` beside the categories. */
function signalsOf({ consent }: Context): Pick<Call, 'consentRecord' | 'consentSignals' | 'refusedSignals'> {
	if (!consent || Object.keys(consent).every((key) => key === 'categoryPreferences')) return {};
	const { record, signals, refused } = decodeSignals(consent);
	return {
		...(record ? { consentRecord: record } : {}),
		...(signals ? { consentSignals: signals } : {}),
		...(refused.length > 0 ? { refusedSignals: refused } : {}),
	};
}

function nameOf(call: RawCall): string {
	return call.type === 'track' ? (call.event ?? '').trim() : `$${call.type}`;
}

function propertiesOf(call: RawCall): JsonObject {
	const properties = { ...(call.properties ?? {}) } as JsonObject;
	if ((call.type === 'page' || call.type === 'screen') && typeof call.name === 'string')
		properties['name'] ??= call.name;
	if (call.type === 'group')
		return { ...properties, groupId: String(call.groupId ?? ''), traits: (call.traits ?? {}) as JsonObject };
	if (call.type === 'alias') return { ...properties, previousId: String(call.previousId ?? '') };
	return properties;
}

/** What has become identifiers and consent is not kept a second time. */
function withoutKnown(context: Context): JsonObject {
	const { externalIds: _ids, consent: _consent, traits: _traits, ...rest } = context;
	return rest as JsonObject;
}

function messageIdOf(call: RawCall, origin: Origin): string {
	if (call.messageId !== undefined && call.messageId !== null && call.messageId !== '')
		return storable(String(call.messageId)) || randomUUID();
	if (!origin.historical) return randomUUID();
	return `sha1:${createHash('sha1')
		.update(JSON.stringify([origin.source, call]))
		.digest('hex')}`;
}

type Parts = Pick<Call, 'name' | 'traits' | 'properties' | 'propertyNames' | 'context'>;

/** What PostgreSQL cannot store as text, as JSON writes it: a NUL byte, half of a surrogate pair. */
const NUL = '\\u0000';
const SURROGATE = '\\ud';

/** NUL bytes and lone surrogates are left out; undefined when the call is too large or nested deeper than the stack. */
function wellFormed(name: string, properties: JsonObject, traits: JsonObject, context: JsonObject): Parts | undefined {
	try {
		const [p, t, c] = [clean(properties), clean(traits), clean(context)];
		if (p.json.length + t.json.length + c.json.length > MAX_CALL_BYTES) return undefined;
		return {
			name: storable(name),
			traits: t.value,
			properties: p.json,
			propertyNames: Object.keys(p.value),
			context: c.json,
		};
	} catch {
		return undefined;
	}
}

function clean(part: JsonObject): { json: string; value: JsonObject } {
	const json = JSON.stringify(part);
	if (!json.includes(NUL) && !json.includes(SURROGATE)) return { json, value: part };
	const value = JSON.parse(json, (_key, inner: unknown) => cleaned(inner)) as JsonObject;
	return { json: JSON.stringify(value), value };
}

function cleaned(value: unknown): unknown {
	if (typeof value === 'string') return storable(value);
	if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storable(key), inner as unknown]));
}
