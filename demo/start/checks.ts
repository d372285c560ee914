import type { Audiences } from '../ad-platform/audiences';
import type { Truth } from '../shop/truth';

/** How a set came out against how it should be. */
export interface Comparison {
	holds: boolean;
	detail: string;
}

/** What the platform holds of a segment against who may be there: the same people, no more, no fewer. */
export function compareAudience(audiences: Audiences, truth: Truth, segment: string): Comparison {
	const expected = new Set(truth.pushable[segment]);
	const members = Object.values(audiences[segment] ?? {});
	const actual = new Set<string>();
	for (const { identifiers } of members)
		for (const { value } of identifiers) if (expected.has(value)) actual.add(value);
	const strangers = members.filter(({ identifiers }) => !identifiers.some(({ value }) => expected.has(value))).length;
	const missing = expected.size - actual.size;
	const holds = missing === 0 && strangers === 0 && members.length === expected.size;
	return { holds, detail: describe(members.length, expected.size, missing, strangers) };
}

function describe(held: number, expected: number, missing: number, strangers: number): string {
	const wrong = [
		missing > 0 ? `${missing} missing` : '',
		strangers > 0 ? `${strangers} who should not be there` : '',
	].filter(Boolean);
	return `${held} held, ${expected} expected${wrong.length > 0 ? ` (${wrong.join(', ')})` : ''}`;
}

export function compareNumber(actual: number | undefined, expected: number): Comparison {
	return { holds: actual === expected, detail: `${actual ?? 'none'}, expected ${expected}` };
}
