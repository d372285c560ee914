import { chunk, uniq } from 'lodash';
import type { Batch } from '../../core/delivery/destination';
import type { OutgoingRequest } from '../../core/model/delivery';

/** Identifiers of some types over a batch: each value once, with the places of those who have it. */
export function valuesOf({ people }: Batch, types: readonly string[]): Map<string, number[]> {
	const places = new Map<string, number[]>();
	people.forEach(({ ids }, at) => {
		for (const value of types.flatMap((type) => ids[type] ?? [])) {
			const known = places.get(value);
			if (known) known.push(at);
			else places.set(value, [at]);
		}
	});
	return places;
}

export interface OneKind {
	/** What the platform calls this kind of identifier. */
	name: string;
	/** Our types of it. */
	types: readonly string[];
}

/**
 * Requests that each hold identifiers of one kind, at most `most` of them; for `parts`.
 * Whoever has several kinds is in several requests.
 */
export function requestsByKind(
	batch: Batch,
	kinds: readonly OneKind[],
	most: number,
	request: (kind: OneKind, values: string[]) => OutgoingRequest,
): Array<{ request: OutgoingRequest; about: number[] }> {
	return kinds.flatMap((kind) =>
		chunk([...valuesOf(batch, kind.types)], most).map((some) => ({
			request: request(kind, some.map(([value]) => value)), // prettier-ignore
			about: uniq(some.flatMap(([, places]) => places)),
		})),
	);
}
