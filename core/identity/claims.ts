import type { IdentifierRow, LinkRow } from '../ports';

/** Evidence to add: one pair of identifiers, by row id. */
export interface Claim {
	a: number;
	b: number;
	source: string;
	rule: string;
	first: number;
	last: number;
	verified: boolean;
	/** What speaks for it, where the rule alone does not say it. */
	reason?: string;
}

/** What a call says of who is who. */
export interface Saying {
	names: readonly IdentifierRow[];
	source: string;
	rule: 'event' | 'alias';
	time: number;
	verified: boolean;
}

/** Up to so many names of one call are claimed pair by pair; of more, each with the strongest alone. */
const PAIRWISE = 8;
/** Names are seen all the time; writing it down once a day is enough for lifetimes and spares most writes. */
export const LAST_SEEN_STEP_MS = 86_400_000;

/** Link ends in one canonical order, so that a pair has one row. */
export const pairKey = (a: number, b: number): string => (a < b ? `${a}:${b}` : `${b}:${a}`);

/**
 * All names of a call are one person, says the call. Every pair of them is evidence, so that a name which turns out to be
 * shared takes nothing away from the others.
 */
export function claimsOf(sayings: Iterable<Saying>): Claim[] {
	const claims = new Map<string, Claim>();
	for (const saying of sayings) {
		const { names } = saying;
		const strongest = names.length > PAIRWISE ? 1 : names.length;
		for (let i = 0; i < strongest; i++)
			for (let j = i + 1; j < names.length; j++)
				add(claims, saying, names[i] as IdentifierRow, names[j] as IdentifierRow);
	}
	return [...claims.values()];
}

function add(claims: Map<string, Claim>, saying: Saying, left: IdentifierRow, right: IdentifierRow): void {
	const [a, b] = left.id < right.id ? [left.id, right.id] : [right.id, left.id];
	const { source, rule, time, verified } = saying;
	const key = `${a}:${b}`;
	const former = claims.get(key);
	if (!former) claims.set(key, { a, b, source, rule, first: time, last: time, verified });
	else {
		if (time < former.first) Object.assign(former, { first: time, source });
		if (time > former.last) former.last = time;
		former.verified ||= verified;
	}
}

/** A new link, where it belongs: to the component of the end that counts. */
export function newLink(claim: Claim, component: number): LinkRow {
	return {
		component,
		a: Math.min(claim.a, claim.b),
		b: Math.max(claim.a, claim.b),
		source: claim.source,
		rule: claim.rule,
		first_seen: claim.first,
		last_seen: claim.last,
		verified: claim.verified ? 1 : 0,
		state: 'active',
		reason: claim.reason ?? null,
	};
}

/** What a repeated claim changes: who is who (`matters`), something worth writing down, or nothing. */
export function widen(link: LinkRow, claim: Claim): 'matters' | 'changed' | 'nothing' {
	const before = { ...link };
	if (claim.first < link.first_seen) Object.assign(link, { first_seen: claim.first, source: claim.source });
	link.last_seen = Math.max(link.last_seen, claim.last);
	link.verified = Math.max(link.verified, claim.verified ? 1 : 0);
	// A pair that a person has taken apart stays apart, whatever the events say; only a person joins it again.
	if (claim.rule === 'manual')
		Object.assign(link, { rule: 'manual', source: claim.source, state: 'active', reason: null });
	if (
		link.first_seen < before.first_seen ||
		link.verified > before.verified ||
		link.state !== before.state ||
		link.rule !== before.rule
	)
		return 'matters';
	return link.last_seen - before.last_seen >= LAST_SEEN_STEP_MS ? 'changed' : 'nothing';
}
