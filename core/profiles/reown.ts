import { claimants, type Claimants } from '../identity/claimants';
import type { RuleBook } from '../identity/rules/book';
import type { Evidence, IdentifierRow, StoredConsent, Tables } from '../ports';
import { consentRows, observationRows, type Told } from '../events/told';
import { retellInterests } from '../recommend/follow';
import { touch } from '../segments/touch';
import { refold, refoldConsents } from './refold';
import { deriveProfiles, uniqPairs } from './derive';

/** An event with everybody it names. */
export interface Read {
	event: Evidence;
	rows: IdentifierRow[];
	claimants: Claimants | undefined;
}

/** Numbers of all identifiers that an event names. */
export function namesOf({ names, identifier, browser }: Evidence): number[] {
	if (names !== null) return JSON.parse(names) as number[];
	return browser === null || browser === identifier ? [identifier] : [identifier, browser];
}

/** Reads the evidence of profiles by the rules that hold now. */
export async function readEvidence(tables: Tables, profiles: number[], book: RuleBook): Promise<Read[]> {
	const events = await tables.events.evidence(profiles);
	const ids = [...new Set(events.flatMap(namesOf))];
	const rows = new Map((await tables.identifiers.byId(ids)).map((row) => [row.id, row]));
	return events.map((event) => {
		const named = namesOf(event).flatMap((id) => rows.get(id) ?? []);
		return { event, rows: named, claimants: claimants(named, event.verified === 1, book) };
	});
}

/**
 * Gives the events of these profiles to those who own them by the rules: what had another owner changes hands, and what it
 * said of the person goes with it. What was said under the identifiers of `again` is told again in any case.
 * Answers the events that name nobody any more; they stay where they are.
 */
export async function reown(
	tables: Tables,
	profiles: number[],
	book: RuleBook,
	again: IdentifierRow[] = [],
): Promise<Read[]> {
	const read = await readEvidence(tables, profiles, book);
	const moved = read.filter(
		({ event, claimants: c }) => c && (c.owner.id !== event.identifier || (c.browser?.id ?? null) !== event.browser),
	);
	if (moved.length > 0) {
		const owned = moved.map(({ event, claimants: c }) => {
			const { owner, browser } = c as Claimants;
			return {
				id: event.id,
				from: event.profile,
				identifier: owner.id,
				browser: browser?.id ?? null,
				to: owner.profile,
			};
		});
		await tables.events.own(owned);
		await retellInterests(tables, owned);
	}
	const changed = moved.filter(({ event, claimants: c }) => c?.owner.id !== event.identifier);
	const losers = new Map(changed.map(({ event }) => [event.identifier, event.profile]));
	for (const row of again) losers.set(row.id, row.profile);
	if (losers.size > 0) await retell(tables, read, losers, new Set(changed.map((one) => one.event.id)), book);
	return read.filter((one) => one.claimants === undefined);
}

/** What these identifiers were told (`losers`: with the profile they are in) is told again without what they lost, and what was gained (events) to its new owners. */
async function retell(
	tables: Tables,
	read: Read[],
	losers: Map<number, number>,
	gained: ReadonlySet<number>,
	book: RuleBook,
): Promise<void> {
	const told = read.filter(({ event, claimants: c }) => c && (gained.has(event.id) || losers.has(event.identifier)));
	const profiles = [...new Set([...losers.values(), ...told.map((one) => (one.claimants as Claimants).owner.profile)])];
	const before = await tables.traits.observedKeys(profiles);
	const forgotten = [...losers].map(([identifier, profile]) => ({ identifier, profile }));
	await tables.traits.forget(forgotten);
	await tables.consents.forget(forgotten);
	const rows = observationRows(told.map(toldBy), book);
	if (rows.length > 0) await tables.traits.observe(rows);
	const consents = consentRows(read.filter((one) => one.claimants).map(toldBy));
	if (consents.length > 0) await tables.consents.record(consents);
	await refold(tables, uniqPairs([...before, ...(await tables.traits.observedKeys(profiles))]), book);
	const voices = read.flatMap((one) => one.claimants?.voices.map((row) => row.profile) ?? []);
	await refoldConsents(tables, [...new Set([...profiles, ...voices])]);
	await tables.profiles.put(await deriveProfiles(tables, profiles));
	await touch(tables, profiles);
}

/** An event as it was told: who said what of whom. */
export function toldBy({ event, claimants: c }: Read): Told {
	const consent = event.consent === null ? undefined : (JSON.parse(event.consent) as StoredConsent);
	return {
		owner: (c as Claimants).owner,
		voices: (c as Claimants).voices,
		traits: event.traits === null ? {} : (JSON.parse(event.traits) as Told['traits']),
		consent: consent?.purposes,
		proof: consent?.proof ?? null,
		record: consent?.record,
		signals: consent?.signals,
		time: event.time,
		source: event.source,
		verified: event.verified === 1,
		terms: event.terms === null ? undefined : (JSON.parse(event.terms) as Told['terms']),
	};
}
