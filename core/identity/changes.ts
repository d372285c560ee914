import type { ChangeRow, IdentifierRow, LinkRow } from '../ports';
import type { Work } from './place';

/** One entry a profile that took in others (merged) or gave some away (split). */
export function changesOf(
	rows: Map<number, IdentifierRow>,
	before: Map<number, IdentifierRow>,
	links: LinkRow[],
	work: Work,
): ChangeRow[] {
	const came = new Map<number, Set<number>>();
	const went = new Map<number, Set<number>>();
	for (const row of rows.values()) {
		if (work.fresh.has(row.id)) continue;
		const old = (before.get(row.id) as IdentifierRow).profile;
		add(came, row.profile, old);
		add(went, old, row.profile);
	}
	const entry = (kind: 'merged' | 'split', profile: number, others: Set<number>): ChangeRow => ({
		kind,
		segment: null,
		profile,
		member: null,
		time: work.time,
		reason: because(kind, profile, others, rows, links),
	});
	const merged = [...came].filter(([, from]) => from.size > 1).map(([profile, from]) => entry('merged', profile, from));
	const split = [...went].filter(([, to]) => to.size > 1).map(([profile, to]) => entry('split', profile, to));
	return [...merged, ...split].sort((a, b) => a.profile - b.profile || (a.kind < b.kind ? -1 : 1));
}

function add(sets: Map<number, Set<number>>, key: number, value: number): void {
	const set = sets.get(key);
	if (set) set.add(value);
	else sets.set(key, new Set([value]));
}

/** No personal values here: the feed is read widely, `explain` shows the evidence. */
function because(
	kind: 'merged' | 'split',
	profile: number,
	others: Set<number>,
	rows: Map<number, IdentifierRow>,
	links: LinkRow[],
): string {
	const names = [...others]
		.filter((id) => id !== profile)
		.sort((a, b) => a - b)
		.map((id) => `p${id}`)
		.join(', ');
	const types = new Set<string>();
	for (const link of links) {
		const [a, b] = [rows.get(link.a), rows.get(link.b)];
		if (link.state === 'active' && a?.profile === profile && b) types.add(`${a.type} and ${b.type}`);
	}
	if (kind === 'split') return `${names} stands apart again`;
	return `${names} is the same person: ${[...types].sort().join('; ')} came together`;
}
