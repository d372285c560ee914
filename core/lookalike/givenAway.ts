import type { Condition } from '../model/segment';
import type { FeatureRow } from '../ports';

/** Traits that hold scores of look-alikes. */
export const SCORES = 'lookalike_';

/**
 * What the seed is made of would only give the answer back: whoever looks for people like the buyers of bikes learns nothing
 * from “bought a bike”. True for the traits, events and segments that the seed's conditions ask for, and for what
 * look-alikes themselves (`own`: the key of this one) have left behind.
 */
export function givenAway(condition: Condition, own: string): (row: Pick<FeatureRow, 'kind' | 'value'>) => boolean {
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
	// Who was chosen by a former run is no evidence for the next.
	named.add(`segment\u0001${own}`);
	return ({ kind, value }) => kind.startsWith(SCORES) || traits.has(kind) || named.has(`${kind}\u0001${value}`);
}
