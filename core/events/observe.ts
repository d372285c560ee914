import { createHash } from 'node:crypto';
import { uniqBy } from 'lodash';
import type { Json } from '../model/json';
import type { ConsentRow, ObservationRow, Tables } from '../ports';
import { refold } from '../profiles/refold';
import type { Placed } from './ingest';

/** Values longer than this are compared by their hash. */
const KEY_LENGTH = 100;

/** Stores what calls say of people (traits) and what people say of us (consents), and folds the traits again. */
export async function observe(tables: Tables, placed: readonly Placed[]): Promise<void> {
	const observations = observationsOf(placed);
	if (observations.length > 0) {
		await tables.traits.observe(observations);
		await refold(
			tables,
			uniqBy(
				observations.map(({ profile, key }) => ({ profile, key })),
				(o) => `${o.profile}\u0001${o.key}`,
			),
		);
	}
	const consents = placed.flatMap(consentsOf);
	if (consents.length > 0)
		await tables.consents.record(
			uniqBy(consents, (c) => [c.profile, c.identifier, c.purpose, c.time, c.source].join('\u0001')),
		);
}

function observationsOf(placed: readonly Placed[]): ObservationRow[] {
	const rows = new Map<string, ObservationRow>();
	for (const { call, owner } of placed) {
		for (const [key, value] of Object.entries(call.traits)) {
			const row = observation({ call, owner }, key, value);
			const id = [row.profile, key, row.identifier, row.source, row.verified, row.value_key].join('\u0001');
			const former = rows.get(id);
			if (!former) rows.set(id, row);
			else
				Object.assign(former, {
					first_time: Math.min(former.first_time, call.time),
					last_time: Math.max(former.last_time, call.time),
					times: former.times + 1,
				});
		}
	}
	return [...rows.values()];
}

function observation({ call, owner }: Omit<Placed, 'rows'>, key: string, value: Json): ObservationRow {
	const json = JSON.stringify(value ?? null);
	const value_key = json.length <= KEY_LENGTH ? json : `sha1:${createHash('sha1').update(json).digest('hex')}`;
	return {
		profile: owner.profile,
		key,
		identifier: owner.id,
		source: call.source,
		verified: call.verified ? 1 : 0,
		value_key,
		value: json,
		first_time: call.time,
		last_time: call.time,
		times: 1,
	};
}

/** Consent is the word of the person under every name the call gives, so that a later yes can lift an earlier no. */
function consentsOf({ call, rows }: Placed): ConsentRow[] {
	if (!call.consent) return [];
	return Object.entries(call.consent).flatMap(([purpose, granted]) =>
		rows.map((row) => ({
			profile: row.profile,
			identifier: row.id,
			purpose,
			time: call.time,
			granted: granted ? 1 : 0,
			verified: call.verified ? 1 : 0,
			source: call.source,
			proof: call.consentProof,
		})),
	);
}
