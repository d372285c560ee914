import { createHash } from 'node:crypto';
import type { Cdp } from '../cdp';
import { readSettings } from '../consent/settings';
import { normalise } from '../identity/normalise';
import type { Regime } from '../identity/rules/current';
import type { Rejected } from '../model/call';
import { InputError } from '../model/errors';
import type { SyncPartner, SyncRefusal, SyncSet, SyncSignals, SyncStart } from '../model/sync';
import type { Clock, MatchRow, Store, Tables } from '../ports';
import { refusalOf } from './allowed';
import { bind, unbind, type Pair } from './bind';
import { addressOf, parsePartner } from './partner';

const DAY_MS = 86_400_000;
/** A cookie lives in one browser; ours may have been cleared a few times there. More is somebody playing with ids. */
const MOST_BROWSERS = 5;
const MAX_PAIRS = 1_000;

interface Context {
	store: Store;
	clock: Clock;
	regime: (tables: Tables) => Promise<Regime>;
}

/** Matches our browsers with the cookies of partners on the list, with consent only. */
export function syncService(store: Store, clock: Clock, regime: (tables: Tables) => Promise<Regime>): Cdp['sync'] {
	const context: Context = { store, clock, regime };
	return {
		partners: async () => (await store.read.sync.partners()).map(({ definition }) => read(definition)),
		savePartner: async (input) => {
			const partner = parsePartner(input);
			await store.write((tables) => tables.sync.putPartner({ key: partner.key, definition: JSON.stringify(partner) }));
			return partner;
		},
		removePartner: async (key) => {
			await needed(context, key);
			await store.write((tables) => tables.sync.removePartner(key));
			return { removed: true };
		},
		start: (key, browser, signals) => start(context, key, browser, signals),
		set: (key, browser, uid, signals) => set(context, key, browser, uid, signals),
		bridge: (key, pairs) => bridge(context, key, pairs),
		stats: () => stats(store),
	};
}

const read = (definition: string): SyncPartner => JSON.parse(definition) as SyncPartner;

async function needed({ store }: Context, key: string): Promise<SyncPartner> {
	const row = await store.read.sync.partner(key);
	if (!row) throw new InputError(`There is no sync partner “${key}”.`, 'Save it first.', 'SYNC_UNKNOWN');
	return read(row.definition);
}

const refused = (kind: SyncRefusal['kind'], reason: string): { refused: SyncRefusal } => ({
	refused: { kind, reason },
});

/** The partner, when it is on the list and the browser may be matched with it. */
async function admitted(
	{ store, clock }: Context,
	key: string,
	browser: string,
	signals: SyncSignals,
): Promise<{ partner: SyncPartner } | { refused: SyncRefusal }> {
	const row = await store.read.sync.partner(key);
	if (!row) return refused('partner', 'is not on the list');
	const name = normalise('anonymous_id', browser);
	if ('refused' in name) return refused('browser', name.refused);
	const [known] = await store.read.identifiers.find([name.identifier]);
	const consents = known ? await store.read.consents.byProfile([known.profile]) : [];
	const settings = await readSettings(store.read.meta);
	const partner = read(row.definition);
	const reason = refusalOf(partner, signals, consents, { settings, now: clock.now() });
	return reason === undefined ? { partner } : refused('consent', reason);
}

/** Our name of a browser at one partner: nobody can tell by it which browser another partner means, or act as the visitor. */
const aliasOf = (partner: string, browser: string): string =>
	createHash('sha256').update(`sync ${partner} ${browser}`).digest('base64url').slice(0, 24);

const fresh = (partner: string, browser: string): MatchRow => ({
	partner,
	browser,
	alias: aliasOf(partner, browser),
	uid: null,
	sent: null,
	matched: null,
});

async function start(context: Context, key: string, browser: string, signals: SyncSignals): Promise<SyncStart> {
	const found = await admitted(context, key, browser, signals);
	if ('refused' in found) return found;
	const { partner } = found;
	const now = context.clock.now();
	return context.store.write(async ({ sync }) => {
		const row = (await sync.match(key, browser)) ?? fresh(key, browser);
		if (row.sent !== null && row.sent > now - partner.days * DAY_MS)
			return refused('again', `was done in the last ${partner.days} days`);
		await sync.put([{ ...row, sent: now }]);
		return { redirect: addressOf(partner, row.alias, signals) };
	});
}

async function set(
	context: Context,
	key: string,
	browser: string,
	uid: string,
	signals: SyncSignals,
): Promise<SyncSet> {
	// Whoever takes an id back needs no consent for it.
	if (uid === '') return forget(context, key, browser);
	const found = await admitted(context, key, browser, signals);
	if ('refused' in found) return found;
	const pair = pairOf(key, browser, uid);
	if ('refused' in pair) return refused('uid', pair.refused);
	const now = context.clock.now();
	return context.store.write(async (tables): Promise<SyncSet> => {
		const row = (await tables.sync.match(key, browser)) ?? fresh(key, browser);
		if (row.uid === uid) return { stored: false };
		if ((await tables.sync.sharing(key, uid)) >= MOST_BROWSERS) return refused('uid', 'is given for too many browsers');
		const { book } = await context.regime(tables);
		const blocked = book.blocked(pair.cookie);
		if (blocked) return refused('uid', blocked);
		if (row.uid !== null) await unbind({ tables, book, now }, pairOf(key, browser, row.uid) as Pair);
		await tables.sync.put([{ ...row, uid, matched: now }]);
		await bind({ tables, book, now }, [pair]);
		return { stored: true };
	});
}

function forget({ store, clock, regime }: Context, key: string, browser: string): Promise<SyncSet> {
	return store.write(async (tables): Promise<SyncSet> => {
		const row = await tables.sync.match(key, browser);
		if (!row || row.uid === null) return { stored: false, removed: false };
		const { book } = await regime(tables);
		await tables.sync.put([{ ...row, uid: null, matched: null }]);
		await unbind({ tables, book, now: clock.now() }, pairOf(key, browser, row.uid) as Pair);
		return { stored: false, removed: true };
	});
}

/** Visible ASCII, as cookies hold it, and no longer than they are. */
const UID = /^[\x21-\x7e]{1,256}$/;

function pairOf(key: string, browser: string, uid: string): Pair | { refused: string } {
	if (!UID.test(uid)) return { refused: 'must be 1 to 256 visible ASCII characters' };
	const [ours, theirs] = [normalise('anonymous_id', browser), normalise(`cookie:${key}`, uid)];
	if ('refused' in ours) return ours;
	return 'refused' in theirs ? theirs : { browser: ours.identifier, cookie: theirs.identifier };
}

/** Pairs that a partner's server sends: our name of a browser there, and its own. Those we never sent are refused. */
async function bridge(
	{ store, clock, regime }: Context,
	key: string,
	pairs: unknown[],
): ReturnType<Cdp['sync']['bridge']> {
	await needed({ store, clock, regime }, key);
	if (pairs.length > MAX_PAIRS)
		throw new InputError(`More than ${MAX_PAIRS} pairs at once.`, 'Send them in smaller batches.', 'BATCH_TOO_LARGE');
	const now = clock.now();
	return store.write(async (tables) => {
		const ids = pairs.map((pair) => textAt(pair, 'id'));
		const known = new Map((await tables.sync.byAlias(key, ids)).map((row) => [row.alias, row]));
		const rejected: Rejected[] = [];
		const matched = new Map<string, { row: MatchRow; pair: Pair }>();
		for (const [index, given] of pairs.entries()) {
			const row = known.get(ids[index] as string);
			const uid = textAt(given, 'uid');
			if (!row) rejected.push({ index, field: 'id', reason: 'is none that we sent to this partner' });
			else if (row.uid !== uid) {
				const pair = pairOf(key, row.browser, uid);
				const shared = 'refused' in pair ? 0 : await tables.sync.sharing(key, uid);
				if ('refused' in pair) rejected.push({ index, field: 'uid', reason: pair.refused });
				else if (shared >= MOST_BROWSERS)
					rejected.push({ index, field: 'uid', reason: 'is given for too many browsers' });
				else matched.set(row.browser, { row: { ...row, uid, matched: now }, pair });
			}
		}
		const { book } = await regime(tables);
		const binding = { tables, book, now };
		for (const { row } of matched.values()) {
			const former = known.get(row.alias);
			if (former?.uid != null) await unbind(binding, pairOf(key, row.browser, former.uid) as Pair);
		}
		await tables.sync.put([...matched.values()].map(({ row }) => row));
		if (matched.size > 0)
			await bind(
				binding,
				[...matched.values()].map(({ pair }) => pair),
			);
		return { accepted: matched.size, duplicates: pairs.length - rejected.length - matched.size, rejected };
	});
}

function textAt(value: unknown, field: string): string {
	const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined;
	return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}

async function stats(store: Store): ReturnType<Cdp['sync']['stats']> {
	const rows = new Map((await store.read.sync.stats()).map((row) => [row.partner, row]));
	return (await store.read.sync.partners()).map(({ key, definition }) => {
		const { sent = 0, matched = 0, both = 0, last = null } = rows.get(key) ?? {};
		const rate = sent === 0 ? 0 : Math.round((both / sent) * 1_000) / 10;
		return {
			partner: key,
			name: read(definition).name,
			sent,
			matched,
			rate,
			...(last === null ? {} : { lastMatch: last }),
		};
	});
}
