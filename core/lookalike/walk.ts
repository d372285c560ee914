import { groupBy } from 'lodash';
import type { ConsentSettings } from '../model/consent';
import { gate } from '../consent/gate';
import { standingOf } from '../consent/standing';
import type { FeatureRow, Store } from '../ports';
import { featureOf } from './model';

const FIRST_CHUNK = 500;
const CHUNK_MS = 20;
const CHUNK_BOUNDS = { least: 100, most: 5_000 };

export interface Walked {
	profile: number;
	isMember: boolean;
	/** Whether statistics may use them. */
	mayUse: boolean;
	features: Set<string>;
}

export interface Walk {
	store: Store;
	seed: string;
	/** Features that would give the answer away. */
	trait: string;
	settings: ConsentSettings;
	isGivenAway: (row: FeatureRow) => boolean;
}

/** Everybody in order of number, in pieces of about 20 ms; memory is that of a piece. */
export async function walk(
	{ store, seed, trait, settings, isGivenAway }: Walk,
	visit: (one: Walked) => void,
): Promise<void> {
	const { lookalike, consents } = store.read;
	let limit = FIRST_CHUNK;
	for (let after = 0; ;) {
		const started = performance.now();
		const profiles = await lookalike.profiles(after, limit);
		const last = profiles.at(-1);
		if (last === undefined) return;
		const members = new Set(await lookalike.members(seed, after, last));
		const said = groupBy(await consents.byProfile(profiles), (row) => row.profile);
		const features = new Map<number, Set<string>>();
		for (const row of await lookalike.features(after, last, { seed, trait })) {
			if (isGivenAway(row)) continue;
			const own = features.get(row.profile);
			if (own) own.add(featureOf(row));
			else features.set(row.profile, new Set([featureOf(row)]));
		}
		for (const profile of profiles) {
			const mayUse = gate(standingOf(said[profile] ?? []), 'statistics', { settings }).allowed;
			visit({ profile, isMember: members.has(profile), mayUse, features: features.get(profile) ?? new Set() });
		}
		after = last;
		const ms = Math.max(0.5, performance.now() - started);
		limit = Math.round(Math.min(CHUNK_BOUNDS.most, Math.max(CHUNK_BOUNDS.least, (limit * CHUNK_MS) / ms)));
		await store.breathe();
	}
}
