import type { Json } from '../model/json';
import type { ConsentState } from '../model/profile';
import type { ConsentRow, ObservationRow, TraitRow } from '../ports';
import { facets } from '../segments/facets';

/** The trait's value out of everything that was said: trusted sources first, then the latest; ties by source and value. Pure. */
export function foldTrait(profile: number, key: string, observations: readonly ObservationRow[]): TraitRow | undefined {
	const trusted = observations.filter((o) => o.verified === 1);
	const [best] = [...(trusted.length > 0 ? trusted : observations)].sort(
		(a, b) => b.last_time - a.last_time || compare(a.source, b.source) || compare(a.value_key, b.value_key),
	);
	if (!best || best.value === 'null') return undefined;
	return {
		profile,
		key,
		value: best.value,
		...facets(JSON.parse(best.value) as Json),
		time: best.last_time,
		source: best.source,
	};
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Consent by purpose: per identifier the latest word counts (an unverified yes never outweighs a verified no),
 * and across the identifiers of a person the most restrictive. Pure.
 */
export function foldConsents(rows: readonly ConsentRow[]): Record<string, ConsentState> {
	const latest = new Map<string, ConsentRow>();
	const inOrder = [...rows].sort((a, b) => a.time - b.time || b.granted - a.granted);
	for (const row of inOrder) {
		const key = `${row.purpose}\u0001${row.identifier}`;
		const former = latest.get(key);
		const claimOnly = row.verified === 0 && row.granted === 1 && former?.verified === 1 && former.granted === 0;
		if (!claimOnly) latest.set(key, row);
	}
	const result: Record<string, ConsentState> = {};
	for (const row of latest.values()) {
		const former = result[row.purpose];
		if (former && (!former.granted || row.granted === 1)) continue;
		result[row.purpose] = {
			granted: row.granted === 1,
			time: row.time,
			source: row.source,
			...(row.proof ? { proof: row.proof } : {}),
		};
	}
	return result;
}
