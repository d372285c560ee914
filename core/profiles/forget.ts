import type { Cdp } from '../cdp';
import type { Models } from '../identity/duplicates/models';
import type { RuleBook } from '../identity/rules/book';
import type { Regime } from '../identity/rules/current';
import type { Clock, IdentifierRow, Store, Tables } from '../ports';
import { eraseProfile } from './erase';

const DAY_MS = 86_400_000;
const PAGE = 200;
const DEFAULT_MS = 2_000;

/** Where a walk that was cut short goes on. */
const FACT = 'forget';

/**
 * Erases browsers nobody has seen for as long as their type's rule lets them live. A profile goes when all its identifiers
 * are such; whoever is known by a name, or by one identifier that was seen lately, stays whole.
 */
export function forgetting(
	store: Store,
	clock: Clock,
	regime: (tables: Tables) => Promise<Regime>,
	models: Models,
): Cdp['profiles']['forget'] {
	const page = (): Promise<{ profiles: number; events: number; done: boolean }> =>
		store.write(async (tables) => {
			const { book } = await regime(tables);
			const now = clock.now();
			const after = Number((await tables.meta.get(FACT)) ?? 0);
			const old = await tables.identifiers.unseen(now - shortest(book), after, PAGE);
			await tables.meta.set(FACT, old.length < PAGE ? undefined : String(old.at(-1)?.id));
			let events = 0;
			const profiles = await outlived(tables, old, now, book);
			for (const profile of profiles) events += (await eraseProfile({ tables, book, models, now }, profile)).events;
			return { profiles: profiles.length, events, done: old.length < PAGE };
		});
	return async ({ ms = DEFAULT_MS } = {}) => {
		const until = performance.now() + ms;
		const total = { profiles: 0, events: 0, done: false };
		while (!total.done && performance.now() < until) {
			const { profiles, events, done } = await page();
			Object.assign(total, { profiles: total.profiles + profiles, events: total.events + events, done });
			await store.breathe();
		}
		return total;
	};
}

/** No identifier can be forgotten that was seen within the shortest lifetime of any rule. */
function shortest({ rules }: RuleBook): number {
	const days = [...rules.types, rules.others].flatMap((rule) => rule.lifetimeDays ?? []);
	return Math.min(...days) * DAY_MS;
}

async function outlived(tables: Tables, old: IdentifierRow[], now: number, book: RuleBook): Promise<number[]> {
	const dead = (row: IdentifierRow): boolean => {
		const { known, lifetimeDays } = book.of(row.type);
		return !known && lifetimeDays !== null && row.last_seen < now - lifetimeDays * DAY_MS;
	};
	const profiles = [...new Set(old.filter(dead).map((row) => row.profile))];
	const alive = new Set(
		(await tables.identifiers.byProfile(profiles)).filter((row) => !dead(row)).map((row) => row.profile),
	);
	return profiles.filter((profile) => !alive.has(profile));
}
