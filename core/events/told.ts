import { createHash } from 'node:crypto';
import type { RuleBook } from '../identity/rules/book';
import { recordWord, type Word } from '../consent/fold';
import { proofOf } from '../consent/signals';
import type { ConsentRecord, ConsentSignals } from '../model/consent';
import type { Json, JsonObject } from '../model/json';
import { sourceOfProvider, type ThirdPartyTerms } from '../model/thirdParty';
import type { ConsentRow, IdentifierRow, ObservationRow } from '../ports';

/** Values longer than this are compared by their hash. */
const KEY_LENGTH = 100;

/** What one call tells of a person. */
export interface Told {
	/** Under whose name it is kept. */
	owner: IdentifierRow;
	/** Everybody whose word it is. */
	voices: readonly IdentifierRow[];
	traits: JsonObject;
	consent: Record<string, boolean> | undefined;
	proof: string | null;
	record?: ConsentRecord;
	signals?: ConsentSignals;
	time: number;
	source: string;
	verified: boolean;
	/** Under which a provider says it. */
	terms: ThirdPartyTerms | undefined;
}

/** Traits as observations; the same one said several times is one row. Pure. */
export function observationRows(told: readonly Told[], book: RuleBook): ObservationRow[] {
	const rows = new Map<string, ObservationRow>();
	for (const one of told) {
		for (const [key, value] of Object.entries(one.traits)) {
			const row = observation(one, key, value, book);
			const id = [row.profile, key, row.identifier, row.source, row.verified, row.value_key].join('\u0001');
			const former = rows.get(id);
			if (!former) rows.set(id, row);
			else rows.set(id, again(former, row));
		}
	}
	return [...rows.values()];
}

/** The same said twice; the terms are those of the later time, and of the longer ones when it is the same. */
function again(a: ObservationRow, b: ObservationRow): ObservationRow {
	const end = (row: ObservationRow): number => row.expires ?? Infinity;
	const isLater = b.last_time !== a.last_time ? b.last_time > a.last_time : end(b) >= end(a);
	return {
		...(isLater ? b : a),
		first_time: Math.min(a.first_time, b.first_time),
		times: a.times + b.times,
	};
}

const DAY_MS = 86_400_000;

/** When a word stops to count: by the provider's terms, and by the rule of the trait. */
function expiry({ terms, time }: Told, key: string, book: RuleBook): number | null {
	const { lifetimeDays } = book.survivorship(key);
	const end = Math.min(terms?.expires ?? Infinity, lifetimeDays ? time + lifetimeDays * DAY_MS : Infinity);
	return end === Infinity ? null : end;
}

function observation(one: Told, key: string, value: Json, book: RuleBook): ObservationRow {
	const { owner, verified, time, terms } = one;
	const json = JSON.stringify(value ?? null);
	const value_key = json.length <= KEY_LENGTH ? json : `sha1:${createHash('sha1').update(json).digest('hex')}`;
	return {
		profile: owner.profile,
		key,
		identifier: owner.id,
		source: terms ? sourceOfProvider(terms.provider) : one.source,
		verified: verified ? 1 : 0,
		value_key,
		value: json,
		first_time: time,
		last_time: time,
		times: 1,
		expires: expiry(one, key, book),
		price: terms?.price ?? null,
		currency: terms?.price === undefined ? null : (terms.currency ?? 'EUR'),
	};
}

/**
 * Consent is the word of the person under every name the call gives, so that a later yes can lift an earlier no.
 * The same moment twice in one batch: the no counts, whichever came first. Pure.
 */
export function consentRows(told: readonly Told[]): ConsentRow[] {
	const rows = new Map<string, ConsentRow>();
	for (const one of told) {
		const { voices, time, source, verified } = one;
		for (const { purpose, granted, proof, record } of words(one)) {
			for (const { id, profile } of voices) {
				const key = [profile, id, purpose, time, source].join('\u0001');
				const former = rows.get(key);
				if (former) former.granted = Math.min(former.granted, granted ? 1 : 0);
				else
					rows.set(key, {
						profile,
						identifier: id,
						purpose,
						time,
						granted: granted ? 1 : 0,
						verified: verified ? 1 : 0,
						source,
						proof,
						record,
					});
			}
		}
	}
	return [...rows.values()];
}

function words({ consent, record, signals, proof }: Told): Word[] {
	const said = Object.entries(consent ?? {}).map(([purpose, granted]) => ({ purpose, granted, proof, record: null }));
	return record ? [...said, recordWord(record, signals ? proofOf(signals) : proof)] : said;
}
