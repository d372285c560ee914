import { InputError } from '../model/errors';
import type { Condition, SegmentDefinition } from '../model/segment';
import type { Tables } from '../ports';
import { childrenOf, listsOf } from './condition';
import { nearest } from './nearest';

/** A name in a definition, and where it stands. */
interface Named {
	place: string;
	what: 'event' | 'trait' | 'list';
	name: string;
}

function named(condition: Condition, place: string): Named[] {
	const own: Named[] =
		'name' in condition
			? [{ place: `${place}.name`, what: 'event', name: condition.name }]
			: condition.kind === 'trait'
				? [{ place: `${place}.trait`, what: 'trait', name: condition.trait }]
				: condition.kind === 'list'
					? [{ place: `${place}.list`, what: 'list', name: condition.list }]
					: condition.kind === 'sequence'
						? condition.steps.map((step, i) => ({
								place: `${place}.steps.${i}.name`,
								what: 'event' as const,
								name: step.name,
							}))
						: [];
	return [...own, ...childrenOf(condition).flatMap((child, i) => named(child, `${place}.conditions.${i}`))];
}

/**
 * Looks the names of events and traits up in what the store has seen. One that is nearly, but not quite, a known one is a
 * mistake: it is refused with the known one. One that resembles nothing may still come: it is answered as a hint.
 * A list must be there. Throws InputError SEGMENT_NAME or LIST_UNKNOWN.
 */
export async function checkNames(
	definition: SegmentDefinition,
	{ catalog, lists }: Pick<Tables, 'catalog' | 'lists'>,
): Promise<string[]> {
	const known = await catalog.names();
	const seen = { event: new Set(known.events), trait: new Set(known.traits) };
	const there = listsOf(definition.condition).length > 0 ? (await lists.all()).map((list) => list.key) : [];
	const hints: string[] = [];
	for (const { place, what, name } of named(definition.condition, 'condition')) {
		if (what === 'list') {
			requireList(place, name, there);
			continue;
		}
		if (name.startsWith('$') || seen[what].size === 0 || seen[what].has(name)) continue;
		const near = nearest(name, seen[what]);
		if (near)
			throw new InputError(
				`The segment definition is not valid at ${place}: no ${what} “${name}” was ever seen, but “${near}” was.`,
				'Correct the name and save again.',
				'SEGMENT_NAME',
			);
		hints.push(`No ${what} “${name}” was seen so far.`);
	}
	return hints;
}

function requireList(place: string, name: string, there: string[]): void {
	if (there.includes(name)) return;
	const near = nearest(name, there);
	throw new InputError(
		`The segment definition is not valid at ${place}: there is no list “${name}”${near ? `, but “${near}” is there` : ''}.`,
		there.length > 0 ? `Known lists: ${there.slice(0, 20).join(', ')}.` : 'Create the list first.',
		'LIST_UNKNOWN',
	);
}
