import type { Condition } from '../model/segment';
import type { FeatureRow } from '../ports';

/**
 * What the seed is made of would only give the answer back: whoever looks for people like the buyers of bikes learns nothing
 * from “bought a bike”. True for the traits, events and segments that the seed's conditions ask for.
 */
export function givenAway(condition: Condition): (row: Pick<FeatureRow, 'kind' | 'value'>) => boolean {
	const traits = new Set<string>();
	const named = new Set<string>();
	const look = (part: unknown): void => {
		if (Array.isArray(part)) return part.forEach(look);
		if (typeof part !== 'object' || part === null) return;
		const { kind, trait, name, segment } = part as Record<string, unknown>;
		if (kind === 'trait' && typeof trait === 'string') traits.add(trait);
		if (typeof name === 'string') named.add(`event\u0001${name}`);
		if (kind === 'segment' && typeof segment === 'string') named.add(`segment\u0001${segment}`);
		Object.values(part).forEach(look);
	};
	look(condition);
	return ({ kind, value }) => traits.has(kind) || named.has(`${kind}\u0001${value}`);
}
