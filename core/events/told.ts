import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../model/json';
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
	time: number;
	source: string;
	verified: boolean;
}

/** Traits as observations; the same one said several times is one row. Pure. */
export function observationRows(told: readonly Told[]): ObservationRow[] {
	const rows = new Map<string, ObservationRow>();
	for (const one of told) {
		for (const [key, value] of Object.entries(one.traits)) {
			const row = observation(one, key, value);
			const id = [row.profile, key, row.identifier, row.source, row.verified, row.value_key].join('\u0001');
			const former = rows.get(id);
			if (!former) rows.set(id, row);
			else
				Object.assign(former, {
					first_time: Math.min(former.first_time, one.time),
					last_time: Math.max(former.last_time, one.time),
					times: former.times + 1,
				});
		}
	}
	return [...rows.values()];
}

function observation({ owner, source, verified, time }: Told, key: string, value: Json): ObservationRow {
	const json = JSON.stringify(value ?? null);
	const value_key = json.length <= KEY_LENGTH ? json : `sha1:${createHash('sha1').update(json).digest('hex')}`;
	return {
		profile: owner.profile,
		key,
		identifier: owner.id,
		source,
		verified: verified ? 1 : 0,
		value_key,
		value: json,
		first_time: time,
		last_time: time,
		times: 1,
	};
}

/**
 * Consent is the word of the person under every name the call gives, so that a later yes can lift an earlier no.
 * The same moment twice in one batch: the no counts, whichever came first. Pure.
 */
export function consentRows(told: readonly Told[]): ConsentRow[] {
	const rows = new Map<string, ConsentRow>();
	for (const { consent, voices, time, source, verified, proof } of told) {
		for (const [purpose, granted] of Object.entries(consent ?? {})) {
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
					});
			}
		}
	}
	return [...rows.values()];
}
