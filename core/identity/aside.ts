import { admit } from '../events/gate';
import type { Call } from '../model/call';
import type { JsonObject } from '../model/json';
import type { EventRow, IdentifierRow, RejectRow, StoredConsent, Tables } from '../ports';
import type { Read } from '../profiles/reown';
import { withdrawSignals } from '../recommend/follow';
import { namesNobody } from './claimants';
import type { RuleBook } from './rules/book';

/** How a call came that a rule refused: enough to take it in again under other rules. */
interface KeptOrigin {
	source: string;
	verified: boolean;
	receivedAt: number;
}

/** A call that names nobody by the rules, as it is kept: whole, because other rules may take it in. */
export function blockedReject(call: Call, refusal: { field: string; reason: string }, now: number): RejectRow {
	const { source, verified, receivedAt } = call;
	const context = { ...(JSON.parse(call.context) as JsonObject) };
	const raw = rawCall({
		...call,
		identifiers: call.identifiers,
		context,
		properties: JSON.parse(call.properties) as JsonObject,
	});
	return row(refusal, raw, { source, verified, receivedAt }, now);
}

interface Parts extends Pick<
	Call,
	'type' | 'name' | 'messageId' | 'time' | 'identifiers' | 'traits' | 'consent' | 'consentProof' | 'consentSignals'
> {
	properties: JsonObject;
	context: JsonObject;
}

/** The call in Segment's format again. */
function rawCall({
	type,
	name,
	messageId,
	time,
	identifiers,
	traits,
	consent,
	consentProof,
	consentSignals,
	properties,
	context,
}: Parts): JsonObject {
	const group = type === 'group' ? { groupId: properties['groupId'] ?? '', traits: properties['traits'] ?? {} } : {};
	const raw = {
		type,
		messageId,
		timestamp: new Date(time).toISOString(),
		...(type === 'track' ? { event: name } : {}),
		...(type === 'alias' ? { previousId: properties['previousId'] ?? '' } : {}),
		...(Object.keys(traits).length > 0 ? { traits } : {}),
		...group,
		properties,
		context: {
			...context,
			externalIds: identifiers.map(({ type: kind, value }) => ({
				type: kind,
				id: value,
				collection: 'users',
				encoding: 'none',
			})),
			...(consent || consentSignals
				? { consent: { ...consentSignals, ...(consent ? { categoryPreferences: consent } : {}) } }
				: {}),
			...(consentProof ? { consentProof } : {}),
		},
	};
	return raw as unknown as JsonObject;
}

const row = (
	{ field, reason }: { field: string; reason: string },
	call: JsonObject,
	origin: KeptOrigin,
	now: number,
): RejectRow => ({
	time: now,
	source: origin.source,
	field,
	reason,
	call: JSON.stringify(call),
	origin: JSON.stringify(origin),
});

/** Takes events that name nobody any more out of the store, and keeps them as refused calls. */
export async function setAside(tables: Tables, nameless: Read[], now: number, book: RuleBook): Promise<void> {
	const keys = nameless.map(({ event }) => ({ profile: event.profile, id: event.id }));
	const events = new Map((await tables.events.byId(keys)).map((event) => [event.id, event]));
	const rows = nameless.flatMap(({ event, rows: named }) => {
		const whole = events.get(event.id);
		return whole ? [aside(whole, named, now, book)] : [];
	});
	await tables.catalog.reject(rows);
	await tables.events.remove(keys);
	await withdrawSignals(tables, keys);
}

function aside(event: EventRow & { event: string }, named: IdentifierRow[], now: number, book: RuleBook): RejectRow {
	const consent = event.consent === null ? undefined : (JSON.parse(event.consent) as StoredConsent);
	const [first] = named;
	const raw = rawCall({
		type: event.type as Call['type'],
		name: event.event,
		messageId: event.message,
		time: event.time,
		identifiers: named.map(({ type, value }) => ({ type, value })),
		traits: event.traits === null ? {} : (JSON.parse(event.traits) as JsonObject),
		consent: consent?.purposes,
		consentProof: consent?.proof ?? null,
		consentSignals: consent?.signals,
		properties: JSON.parse(event.properties) as JsonObject,
		context: JSON.parse(event.context) as JsonObject,
	});
	const reason = (first && book.blocked(first)) ?? 'counts only from a trusted source';
	return row(
		{ field: first?.type ?? 'userId', reason },
		raw,
		{ source: event.source, verified: event.verified === 1, receivedAt: event.received },
		now,
	);
}

/** Refused calls that name somebody by other rules, and the numbers they were kept under. */
export async function takeBack(
	tables: Tables,
	after: number,
	limit: number,
	book: RuleBook,
): Promise<{ calls: Call[]; ids: number[]; last: number | undefined }> {
	const rows = await tables.catalog.blocked(after, limit);
	const calls: Call[] = [];
	const ids: number[] = [];
	for (const kept of rows) {
		const { source, verified, receivedAt } = JSON.parse(kept.origin ?? '{}') as KeptOrigin;
		const call = admit(JSON.parse(kept.call), { source, verified, historical: true }, receivedAt);
		if ('field' in call || namesNobody(call, book)) continue;
		calls.push(call);
		ids.push(kept.id);
	}
	return { calls, ids, last: rows.at(-1)?.id };
}
