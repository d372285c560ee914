import type { Cdp } from '../cdp';
import { InputError } from '../model/errors';
import type { Identifier, Link } from '../model/identifier';
import type { Clock, IdentifierRow, LinkRow, Store, Tables } from '../ports';
import { requireProfile, type Finder } from '../profiles/find';
import { follow } from '../profiles/follow';
import { publicId } from '../profiles/publicId';
import { pairKey, place, settle, type Placement } from './place';
import { IDENTIFIER_RULES } from './rules';

/** Questions about who is who, and corrections by hand. */
export function identityService(store: Store, clock: Clock, find: Finder): Cdp['identity'] {
	const both = async (a: Identifier, b: Identifier) => {
		const [left, right] = [await requireProfile(find, a), await requireProfile(find, b)];
		if (left.row.id === right.row.id) throw new InputError('Both are the same identifier.', 'Name two different ones.');
		return { left: left.row, right: right.row };
	};
	return {
		resolve: async (identifier) => {
			const found = await find(identifier);
			if (!found) return undefined;
			const rows = await store.read.identifiers.byProfile([found.profile]);
			return {
				id: publicId(found.profile),
				identifiers: rows.map((row) => ({
					type: row.type,
					value: row.value,
					id: row.id,
					profileId: row.profile,
					firstSeen: row.first_seen,
					lastSeen: row.last_seen,
					verified: row.verified === 1,
				})),
			};
		},
		explain: async (a, b) => {
			const { left, right } = await both(a, b);
			return explain(store.read, left, right);
		},
		link: async (a, b, by) => {
			const { left, right } = await both(a, b);
			return store.write((tables) => link(tables, left, right, by, clock.now()));
		},
		unlink: async (a, b, by) => {
			const { left, right } = await both(a, b);
			return store.write((tables) => unlink(tables, left, right, by, clock.now()));
		},
		links: async (identifier) => {
			const { row } = await requireProfile(find, identifier);
			const rows = new Map((await store.read.identifiers.byComponent([row.component])).map((r) => [r.id, r]));
			return (await store.read.links.byComponent([row.component])).map((l) => shown(l, rows));
		},
		rules: async () => [...IDENTIFIER_RULES],
	};
}

function shown(link: LinkRow, rows: Map<number, IdentifierRow>): Link {
	const name = (id: number): Identifier => ({ type: rows.get(id)?.type ?? '', value: rows.get(id)?.value ?? '' });
	return {
		a: name(link.a),
		b: name(link.b),
		source: link.source,
		rule: link.rule,
		firstSeen: link.first_seen,
		lastSeen: link.last_seen,
		verified: link.verified === 1,
		state: link.state,
		...(link.reason ? { reason: link.reason } : {}),
	};
}

/** The shortest chain of active evidence between two identifiers; when there is none, what stands in the way. */
async function explain(
	tables: Tables,
	left: IdentifierRow,
	right: IdentifierRow,
): ReturnType<Cdp['identity']['explain']> {
	if (left.component !== right.component)
		return { joined: false, path: [], sentence: 'Nothing ever named these two together.' };
	const rows = new Map((await tables.identifiers.byComponent([left.component])).map((row) => [row.id, row]));
	const links = await tables.links.byComponent([left.component]);
	const active = shortestPath(
		links.filter((l) => l.state === 'active'),
		left.id,
		right.id,
	);
	const path = (active ?? shortestPath(links, left.id, right.id) ?? []).map((l) => shown(l, rows));
	const said = path.map((l) => `${l.a.type} and ${l.b.type} ${stated(l)}`).join('; ');
	const joined = left.profile === right.profile;
	return { joined, path, sentence: joined ? `The same person: ${said}.` : `Two people: ${said}.` };
}

function stated(link: Link): string {
	if (link.state === 'refused')
		return `were named together by ${link.source}, which does not count: ${link.reason ?? 'a rule'}`;
	if (link.state === 'removed') return `were taken apart: ${link.reason ?? 'by hand'}`;
	return `were named together by ${link.source} on ${new Date(link.firstSeen).toISOString().slice(0, 10)}`;
}

function shortestPath(links: LinkRow[], from: number, to: number): LinkRow[] | undefined {
	const reached = new Map<number, LinkRow[]>([[from, []]]);
	for (let front = [from]; front.length > 0 && !reached.has(to);) {
		const next: number[] = [];
		for (const link of links) {
			for (const [here, there] of [
				[link.a, link.b],
				[link.b, link.a],
			] as Array<[number, number]>) {
				if (!front.includes(here) || reached.has(there)) continue;
				reached.set(there, [...(reached.get(here) ?? []), link]);
				next.push(there);
			}
		}
		front = next;
	}
	return reached.get(to);
}

async function link(
	tables: Tables,
	left: IdentifierRow,
	right: IdentifierRow,
	by: string,
	time: number,
): ReturnType<Cdp['identity']['link']> {
	const rows = new Map([left, right].map((row) => [row.id, row]));
	const claim = { a: left.id, b: right.id, source: by, rule: 'manual', first: time, last: time, verified: true };
	const placement = await place({ tables, time, fresh: new Set() }, rows, [claim], []);
	await carry(tables, placement);
	const [a, b] = [placement.rows.get(left.id) as IdentifierRow, placement.rows.get(right.id) as IdentifierRow];
	const row = (await tables.links.byComponent([a.component])).find((l) => pairKey(l.a, l.b) === pairKey(a.id, b.id));
	return { id: publicId(a.profile), joined: a.profile === b.profile, reason: row?.reason ?? 'linked' };
}

/** Undo: every direct and indirect way the two hang together through this pair alone is gone; other evidence stays. */
async function unlink(
	tables: Tables,
	left: IdentifierRow,
	right: IdentifierRow,
	by: string,
	time: number,
): ReturnType<Cdp['identity']['unlink']> {
	const component = [...new Set([left.component, right.component])];
	const links = await tables.links.byComponent(component);
	const known = links.find((l) => pairKey(l.a, l.b) === pairKey(left.id, right.id));
	if (!known) {
		const path = shortestPath(
			links.filter((l) => l.state === 'active'),
			left.id,
			right.id,
		);
		throw new InputError(
			'These two were never named together directly.',
			path ? 'Use Explain to see the chain between them, and unlink one pair of it.' : 'There is nothing to undo.',
			'NO_SUCH_LINK',
		);
	}
	Object.assign(known, { state: 'removed', reason: `by ${by}` });
	const placement = await settle({ tables, time, fresh: new Set() }, new Set(component), links, new Map());
	await carry(tables, placement);
	const profiles = [left.id, right.id].map((id) => (placement.rows.get(id) as IdentifierRow).profile);
	return { profiles: [...new Set(profiles)].sort((a, b) => a - b).map(publicId) };
}

async function carry(tables: Tables, placement: Placement): Promise<void> {
	await follow(tables, placement);
}
