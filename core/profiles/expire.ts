import type { Regime } from '../identity/rules/current';
import type { Json } from '../model/json';
import { providerOfSource, type ThirdPartyAttribute } from '../model/thirdParty';
import type { Store, Tables } from '../ports';
import { touch } from '../segments/touch';
import { uniqPairs } from './derive';
import { refold } from './refold';

/** So many words end in one transaction: some 20 ms. */
const PAGE = 200;

/**
 * Takes away what has expired by `now`, chunk by chunk: the words go, and the traits are what the others say. Everything
 * that reads traits at a moment asks for this first, so nothing is seen past its end, and nobody has to wait for an event.
 */
export async function expireTraits(
	store: Store,
	regime: (tables: Tables) => Promise<Regime>,
	now: number,
): Promise<{ expired: number }> {
	let expired = 0;
	while ((await store.read.traits.expired(now, 1)).length > 0) {
		expired += await store.write(async (tables) => {
			const found = await tables.traits.expired(now, PAGE);
			const pairs = uniqPairs(found);
			await tables.traits.dropExpired(pairs, now);
			await refold(tables, pairs, (await regime(tables)).book);
			await touch(tables, [...new Set(pairs.map(({ profile }) => profile))]);
			return found.length;
		});
		await store.breathe();
	}
	return { expired };
}

/** What data providers said of a profile, with the terms. */
export async function thirdPartyOf(tables: Tables, profile: number): Promise<ThirdPartyAttribute[]> {
	const said = await tables.traits.thirdParty([profile]);
	if (said.length === 0) return [];
	const names = new Map((await tables.identifiers.byId(said.map((o) => o.identifier))).map((row) => [row.id, row]));
	const traits = new Map((await tables.traits.byProfile([profile])).map((row) => [row.key, row]));
	return said.map((o) => {
		const trait = traits.get(o.key);
		const name = names.get(o.identifier);
		return {
			attribute: o.key,
			value: JSON.parse(o.value) as Json,
			provider: providerOfSource(o.source) as string,
			...(o.price === null ? {} : { price: o.price, currency: o.currency ?? 'EUR' }),
			...(o.expires === null ? {} : { expiresAt: o.expires }),
			identifier: { type: name?.type ?? '', value: name?.value ?? '' },
			since: o.first_time,
			lastSaid: o.last_time,
			shown: trait?.source === o.source && trait.value === o.value,
		};
	});
}
