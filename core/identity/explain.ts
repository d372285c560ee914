import type { Cdp } from '../cdp';
import type { Identifier, Link } from '../model/identifier';
import type { IdentifierRow, LinkRow, Tables } from '../ports';

/** A link as it is shown, with names for numbers. */
export function shown(link: LinkRow, rows: Map<number, IdentifierRow>): Link {
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

/** Links of a component with the rows of all their ends, shared values outside of it included. */
export async function evidenceAround(
	tables: Tables,
	components: number[],
): Promise<{ links: LinkRow[]; rows: Map<number, IdentifierRow> }> {
	const links = await tables.links.byComponent(components);
	const ids = [...new Set(links.flatMap((link) => [link.a, link.b]))];
	return { links, rows: new Map((await tables.identifiers.byId(ids)).map((row) => [row.id, row])) };
}

/** The shortest chain of active evidence between two identifiers; when there is none, what stands in the way. */
export async function explain(
	tables: Tables,
	left: IdentifierRow,
	right: IdentifierRow,
): ReturnType<Cdp['identity']['explain']> {
	const { links, rows } = await evidenceAround(tables, [...new Set([left.component, right.component])]);
	const active = shortestPath(
		links.filter((l) => l.state === 'active'),
		left.id,
		right.id,
	);
	const chain = active ?? shortestPath(links, left.id, right.id);
	const joined = left.profile === right.profile;
	if (!chain) return { joined, path: [], sentence: 'Nothing ever named these two together.' };
	const path = chain.map((l) => shown(l, rows));
	const said = path.map((l) => `${l.a.type} and ${l.b.type} ${stated(l)}`).join('; ');
	return { joined, path, sentence: joined ? `The same person: ${said}.` : `Two people: ${said}.` };
}

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function stated(link: Link): string {
	if (link.state === 'refused')
		return `were named together by ${link.source}, which does not count: ${link.reason ?? 'a rule'}`;
	if (link.state === 'removed') return `were taken apart: ${link.reason ?? 'by hand'}`;
	if (link.state === 'forbidden') return `must stay apart: ${link.reason ?? 'by hand'}`;
	if (link.rule === 'spelling') return 'are two ways to write the same value';
	if (link.rule === 'manual') return `were joined by ${link.source} on ${day(link.firstSeen)}`;
	if (link.rule === 'match') return `look like the same person: ${link.reason ?? link.source}`;
	return `were named together by ${link.source} on ${day(link.firstSeen)}`;
}

export function shortestPath(links: LinkRow[], from: number, to: number): LinkRow[] | undefined {
	const of = new Map<number, LinkRow[]>();
	for (const link of links) for (const id of [link.a, link.b]) of.set(id, [...(of.get(id) ?? []), link]);
	const came = new Map<number, LinkRow | undefined>([[from, undefined]]);
	for (let front = [from]; front.length > 0 && !came.has(to);) {
		const next: number[] = [];
		for (const here of front) {
			for (const link of of.get(here) ?? []) {
				const there = link.a === here ? link.b : link.a;
				if (came.has(there)) continue;
				came.set(there, link);
				next.push(there);
			}
		}
		front = next;
	}
	if (!came.has(to)) return undefined;
	const path: LinkRow[] = [];
	for (let at = to, link = came.get(at); link; link = came.get(at)) {
		path.unshift(link);
		at = link.a === at ? link.b : link.a;
	}
	return path;
}
