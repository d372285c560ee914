import { chunk, uniqBy } from 'lodash';
import type { Cdp } from '../cdp';
import { InputError } from '../model/errors';
import type { Identifier } from '../model/identifier';
import type { ListAdded, ListItem } from '../model/list';
import type { Clock, ListItemRow, ListRow, Store, Tables } from '../ports';
import { publicId } from '../profiles/publicId';
import { touch } from '../segments/touch';
import { requireUnneeded } from './needed';
import { parseList } from './parse';
import { read } from './read';

const PAGE = 1_000;
/** So many identifiers are put on a list, or taken off, in one transaction. */
const AT_ONCE = 500;

/**
 * Named lists of identifiers. Whom an identifier names is never stored with the list, so membership follows merges and
 * their undoing by itself; whoever a change concerns is noted for the next evaluation.
 */
export function listService(store: Store, clock: Clock): Cdp['lists'] {
	return { ...definitions(store, clock), ...items(store, clock) };
}

function definitions(store: Store, clock: Clock): Pick<Cdp['lists'], 'save' | 'get' | 'list' | 'remove'> {
	return {
		save: async (input) => {
			const { key, name } = parseList(input);
			return store.write(async (tables) => {
				const old = await tables.lists.byKey(key);
				const row = { key, name: name ?? old?.name ?? key, created: old?.created ?? clock.now() };
				await tables.lists.put(row);
				return { key, name: row.name, identifiers: (await tables.lists.count(key)).items };
			});
		},
		get: async (key) => {
			const { name } = await one(store.read, key);
			const { items: identifiers, profiles } = await store.read.lists.count(key);
			return { key, name, identifiers, profiles };
		},
		list: async () =>
			(await store.read.lists.all()).map(({ key, name, items: identifiers }) => ({ key, name, identifiers })),
		remove: async (key) => {
			await one(store.read, key);
			await requireUnneeded(store.read, key);
			while (await empty(store, key)) await store.breathe();
			await store.write(async (tables) => {
				await requireUnneeded(tables, key);
				await tables.lists.remove(key);
			});
			return { removed: true };
		},
	};
}

/** Takes the first items off a list that is to go; false when there are none. */
const empty = (store: Store, key: string): Promise<boolean> =>
	store.write(async (tables) => {
		const rows = await tables.lists.page(key, undefined, PAGE);
		if (rows.length > 0) await takeOff(tables, key, rows);
		return rows.length > 0;
	});

function items(store: Store, clock: Clock): Pick<Cdp['lists'], 'add' | 'takeOff' | 'items'> {
	return {
		add: async (key, identifiers) => {
			await one(store.read, key);
			const result: ListAdded = { key, added: 0, already: 0, rejected: [] };
			for (const [at, some] of chunk(identifiers, AT_ONCE).entries()) {
				await store.write(async (tables) => {
					await one(tables, key);
					const { good, rejected } = await read(tables, some, at * AT_ONCE);
					const added = await put(tables, key, good, clock.now());
					result.added += added;
					result.already += good.length - added;
					result.rejected.push(...rejected);
				});
				await store.breathe();
			}
			return result;
		},
		takeOff: async (key, identifiers) => {
			await one(store.read, key);
			let removed = 0;
			for (const some of chunk(identifiers, AT_ONCE)) {
				removed += await store.write(async (tables) => {
					const { good } = await read(tables, some, 0);
					return takeOff(tables, key, await everyName(tables, good));
				});
				await store.breathe();
			}
			return { key, removed };
		},
		items: async (key, { after, limit = 100 } = {}) => {
			await one(store.read, key);
			const size = Math.max(1, Math.min(limit, PAGE));
			const rows = await store.read.lists.page(key, readCursor(after), size);
			const last = rows.at(-1);
			return {
				items: rows.map(item),
				...(rows.length === size && last ? { next: JSON.stringify([last.type, last.value]) } : {}),
			};
		},
	};
}

/** Answers how many stood not on it before. */
async function put(tables: Tables, key: string, good: Identifier[], now: number): Promise<number> {
	if (good.length === 0) return 0;
	const there = new Set((await tables.lists.standing(key, good)).map(nameOf));
	const fresh = uniqBy(
		good.filter((one) => !there.has(nameOf(one))),
		nameOf,
	);
	if (fresh.length === 0) return 0;
	await tables.lists.add(key, fresh, now);
	await touch(tables, await profilesOf(tables, fresh));
	return fresh.length;
}

async function takeOff(tables: Tables, key: string, identifiers: Identifier[]): Promise<number> {
	if (identifiers.length === 0) return 0;
	const there = await tables.lists.standing(key, identifiers);
	if (there.length === 0) return 0;
	await tables.lists.drop(key, there);
	await touch(tables, await profilesOf(tables, there));
	return there.length;
}

const nameOf = ({ type, value }: Identifier): string => `${type}\u0001${value}`;

async function profilesOf(tables: Tables, identifiers: Identifier[]): Promise<number[]> {
	return [...new Set((await tables.identifiers.find(identifiers)).map((row) => row.profile))];
}

/** A person is off the list only when none of the person's identifiers stands on it. */
async function everyName(tables: Tables, identifiers: Identifier[]): Promise<Identifier[]> {
	if (identifiers.length === 0) return [];
	const known = (await tables.identifiers.find(identifiers)).filter((row) => row.standing !== 1);
	const others = await tables.identifiers.byProfile([...new Set(known.map((row) => row.profile))]);
	return uniqBy([...identifiers, ...others], nameOf);
}

async function one(tables: Pick<Tables, 'lists'>, key: string): Promise<ListRow> {
	const row = await tables.lists.byKey(key);
	if (row) return row;
	const known = (await tables.lists.all()).map((list) => list.key).slice(0, 20);
	throw new InputError(
		`There is no list “${key}”.`,
		known.length > 0 ? `Known lists: ${known.join(', ')}.` : 'Create it first.',
		'LIST_UNKNOWN',
	);
}

const item = ({ type, value, added, profile }: ListItemRow): ListItem => ({
	type,
	value,
	...(profile === null ? {} : { profileId: publicId(profile) }),
	since: added,
});

function readCursor(after: string | undefined): Identifier | undefined {
	try {
		const parsed: unknown = JSON.parse(after ?? 'null');
		if (!Array.isArray(parsed)) return undefined;
		const [type, value] = parsed as unknown[];
		return typeof type === 'string' && typeof value === 'string' ? { type, value } : undefined;
	} catch {
		return undefined;
	}
}
