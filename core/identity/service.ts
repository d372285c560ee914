import type { Cdp } from '../cdp';
import { InputError } from '../model/errors';
import type { Identifier } from '../model/identifier';
import type { Clock, IdentifierRow, LinkRow, Store, Tables } from '../ports';
import { requireProfile, type Finder } from '../profiles/find';
import { publicId } from '../profiles/publicId';
import { decide, forbid, link, split, unlink, type Bench } from './decisions';
import type { Models } from './duplicates/models';
import { duplicateService } from './duplicates/service';
import { evidenceAround, explain, shown } from './explain';
import { history } from './history';
import type { Regime } from './rules/current';
import { rulesService } from './rules/service';

const PAGE = 200;

type Family = Cdp['identity'];

/** Questions about who is who, and corrections by hand. */
export function identityService(
	store: Store,
	clock: Clock,
	find: Finder,
	regime: (tables: Tables) => Promise<Regime>,
	models: Models,
): Family {
	const both = async (a: Identifier, b: Identifier) => {
		const [left, right] = [await requireProfile(find, a), await requireProfile(find, b)];
		if (left.row.id === right.row.id) throw new InputError('Both are the same identifier.', 'Name two different ones.');
		return [left.row, right.row] as const;
	};
	const bench = async (tables: Tables, by: string): Promise<Bench> => {
		const { book } = await regime(tables);
		return { tables, book, time: clock.now(), fresh: new Set(), by };
	};
	const byPair =
		<T>(act: (bench: Bench, left: IdentifierRow, right: IdentifierRow) => Promise<T>) =>
		async (a: Identifier, b: Identifier, by: string, options: { preview?: boolean } = {}): Promise<T> => {
			const [left, right] = await both(a, b);
			return decide(store, options.preview ?? false, async (tables) => act(await bench(tables, by), left, right));
		};
	return {
		resolve: async (identifier) => {
			const found = await find(identifier);
			return found && { id: publicId(found.profile), identifiers: await stored(store.read, found.profile) };
		},
		explain: async (a, b) => explain(store.read, ...(await both(a, b))),
		link: byPair(link),
		unlink: byPair(unlink),
		forbid: byPair(forbid),
		split: async (identifiers, by, options = {}) => {
			const { all, taken } = await sides(store, find, identifiers);
			return decide(store, options.preview ?? false, async (tables) => split(await bench(tables, by), all, taken));
		},
		...lists(store, find),
		...rulesService(store, clock, regime),
		...duplicateService(store, clock, regime, models),
	};
}

/** What the evidence and its history say, page by page. */
function lists(store: Store, find: Finder): Pick<Family, 'links' | 'refused' | 'shared' | 'history'> {
	return {
		links: async (identifier) => {
			const { row } = await requireProfile(find, identifier);
			const { links } = await evidenceAround(store.read, [row.component]);
			// Evidence with a shared value is kept with the other end.
			const apart = row.standing === 2 ? await store.read.links.ofIdentifiers([row.id]) : [];
			return named(store, [...links, ...apart]);
		},
		refused: async ({ after, limit = 50 } = {}) => {
			const [component = 0, a = 0, b = 0] = (after ?? '').split('.').map(Number);
			const size = Math.min(limit, PAGE);
			const rows = await store.read.links.refused({ component, a, b }, size);
			const last = rows.at(-1);
			const items = await named(store, rows);
			return rows.length === size && last ? { items, next: `${last.component}.${last.a}.${last.b}` } : { items };
		},
		shared: async ({ after, limit = 50 } = {}) => {
			const size = Math.min(limit, PAGE);
			const rows = await store.read.identifiers.ofStanding(2, Number(after ?? 0), size);
			const items = rows.map(storedIdentifier);
			return rows.length === size ? { items, next: String(rows.at(-1)?.id) } : { items };
		},
		history: async (query) => history(store, find, query),
	};
}

const storedIdentifier = (row: IdentifierRow) => ({
	type: row.type,
	value: row.value,
	id: row.id,
	profileId: row.profile,
	firstSeen: row.first_seen,
	lastSeen: row.last_seen,
	verified: row.verified === 1,
});

async function stored(tables: Tables, profile: number) {
	return (await tables.identifiers.byProfile([profile])).map(storedIdentifier);
}

async function named(store: Store, links: LinkRow[]) {
	const ids = [...new Set(links.flatMap((l) => [l.a, l.b]))];
	const rows = new Map((await store.read.identifiers.byId(ids)).map((row) => [row.id, row]));
	return links.map((l) => shown(l, rows));
}

/** The identifiers to take out, and everybody in their profile; both sides must have some. */
async function sides(
	store: Store,
	find: Finder,
	identifiers: Identifier[],
): Promise<{ all: IdentifierRow[]; taken: IdentifierRow[] }> {
	if (identifiers.length === 0)
		throw new InputError('No identifier is named.', 'Name those that belong to somebody else.');
	const taken = await Promise.all(identifiers.map(async (identifier) => (await requireProfile(find, identifier)).row));
	const profiles = new Set(taken.map((row) => row.profile));
	if (profiles.size > 1)
		throw new InputError('The identifiers are in different profiles.', 'Split one profile at a time.');
	const all = await store.read.identifiers.byProfile([...profiles]);
	if (new Set(taken.map((row) => row.id)).size === all.length)
		throw new InputError('These are all identifiers of the profile.', 'Leave at least one that stays.');
	return { all, taken };
}
