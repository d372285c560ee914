import type { PageContext, VisitCondition } from '../model/personalize';
import type { InterestKind, InterestRow } from '../ports';
import { warmth } from '../recommend/heat';
import { HALF_LIFE_DAYS } from '../recommend/tally';

/** Who visits, as far as the rules ask. */
export interface Visitor {
	known: boolean;
	found: boolean;
	segments: ReadonlySet<string>;
	interests: InterestRow[];
	page: PageContext;
	now: number;
}

/** Whether a condition holds. Pure. */
export function holds(condition: VisitCondition, visitor: Visitor): boolean {
	switch (condition.kind) {
		case 'all':
			return condition.conditions.every((one) => holds(one, visitor));
		case 'any':
			return condition.conditions.some((one) => holds(one, visitor));
		case 'not':
			return !condition.conditions.some((one) => holds(one, visitor));
		case 'segment':
			return visitor.segments.has(condition.segment) === condition.is;
		case 'page':
			return onPage(condition, visitor.page[condition.field]);
		case 'interest':
			return isInterested(condition, visitor);
		case 'visitor':
			return condition.is === 'known' ? visitor.known : visitor.found === (condition.is === 'returning');
	}
}

type PageCondition = Extract<VisitCondition, { kind: 'page' }>;

/** Case does not matter: addresses and campaigns are typed by people. */
function onPage({ comparison, value = '' }: PageCondition, given: string | undefined): boolean {
	const there = given !== undefined && given !== '';
	if (comparison === 'exists') return there;
	if (comparison === 'missing') return !there;
	const [text, wanted] = [(given ?? '').toLowerCase(), value.toLowerCase()];
	if (comparison === 'isNot') return text !== wanted;
	if (!there) return false;
	if (comparison === 'is') return text === wanted;
	return comparison === 'contains' ? text.includes(wanted) : text.startsWith(wanted);
}

type InterestCondition = Extract<VisitCondition, { kind: 'interest' }>;

function isInterested({ in: of, value, atLeast }: InterestCondition, { interests, now }: Visitor): boolean {
	if (of === 'product')
		return interests.some((row) => (row.kind === 'viewed' || row.kind === 'bought') && row.value === value);
	const found = shares(interests, of, now).find((one) => one.value.toLowerCase() === value.toLowerCase());
	return found !== undefined && found.share >= (atLeast ?? 0);
}

/** What somebody is interested in, per cent of all, largest first. */
export function shares(
	interests: InterestRow[],
	kind: InterestKind,
	now: number,
): Array<{ value: string; share: number }> {
	const sums = new Map<string, number>();
	for (const row of interests) {
		if (row.kind !== kind) continue;
		sums.set(
			row.value,
			(sums.get(row.value) ?? 0) + warmth(row.heat, Math.max(now, row.last), HALF_LIFE_DAYS.interest),
		);
	}
	const total = [...sums.values()].reduce((a, b) => a + b, 0);
	if (total === 0) return [];
	return [...sums]
		.map(([value, sum]) => ({ value, share: Math.round((1_000 * sum) / total) / 10 }))
		.sort((a, b) => b.share - a.share || (a.value < b.value ? -1 : 1));
}

const COMPARISON_WORDS: Record<PageCondition['comparison'], string> = {
	is: 'is',
	isNot: 'is not',
	contains: 'contains',
	startsWith: 'starts with',
	exists: 'is there',
	missing: 'is missing',
};

/** The sentence a marketer reads; it names nobody. */
export function say(condition: VisitCondition): string {
	switch (condition.kind) {
		case 'all':
			return condition.conditions.map(say).join(' and ');
		case 'any':
			return `(${condition.conditions.map(say).join(' or ')})`;
		case 'not':
			return `not (${condition.conditions.map(say).join(' or ')})`;
		case 'segment':
			return `is ${condition.is ? '' : 'not '}in the segment “${condition.segment}”`;
		case 'page': {
			const value = condition.value === undefined ? '' : ` “${condition.value}”`;
			return `${condition.field} ${COMPARISON_WORDS[condition.comparison]}${value}`;
		}
		case 'interest': {
			const share = condition.atLeast === undefined ? '' : ` (at least ${condition.atLeast} %)`;
			return `is interested in the ${condition.in} “${condition.value}”${share}`;
		}
		case 'visitor':
			return { known: 'is a known person', returning: 'was here before', new: 'was never here before' }[condition.is];
	}
}

/** Segments a condition asks for. */
export function segmentsOf(condition: VisitCondition | undefined): string[] {
	if (!condition) return [];
	if (condition.kind === 'segment') return [condition.segment];
	return 'conditions' in condition ? condition.conditions.flatMap(segmentsOf) : [];
}
