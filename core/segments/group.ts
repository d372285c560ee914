import type { Condition, GroupCondition } from '../model/segment';
import type { JsonObject } from '../model/json';

/** `(a and b)`, `(a or b)`, `neither a nor b`; one condition needs no brackets. */
function sayGroup({ kind, conditions }: GroupCondition, inner: (condition: Condition) => string): string {
	const parts = conditions.map(inner);
	if (kind === 'not') return parts.length === 1 ? `not (${parts[0]})` : `neither ${parts.join(' nor ')}`;
	return parts.length === 1 ? String(parts[0]) : `(${parts.join(kind === 'all' ? ' and ' : ' or ')})`;
}

/** What all, any and not share: they only differ in how they combine. */
export const group = (kind: GroupCondition['kind']) => ({
	kind,
	say: sayGroup,
	facts: ({ conditions }: GroupCondition) => `${conditions.length} conditions`,
	children: ({ conditions }: GroupCondition) => conditions,
	events: () => [],
	flips: () => [],
});

const conditions: Condition[] = [
	{ kind: 'trait', trait: 'a', comparison: 'is', value: 'yes' },
	{ kind: 'trait', trait: 'b', comparison: 'is', value: 'yes' },
];
const TRAITS: JsonObject[] = [{ a: 'yes', b: 'yes' }, { a: 'yes' }, { a: 'no', b: 'yes' }, {}];

/** Four people with yes/yes, yes/-, no/yes, -/-: the truth table of two conditions. */
export const YES_NO_PEOPLE = {
	conditions,
	people: (are: boolean[]) => TRAITS.map((traits, i) => ({ is: are[i] as boolean, traits })),
};
