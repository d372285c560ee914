import type { Tables } from '../../ports';
import type { MatchModel } from '../match';

/** Models by version; the last one read is kept, because it is large and every call needs it. */
export type Models = (tables: Tables, version: number) => Promise<MatchModel | undefined>;

/** A reader of models for one store. */
export function modelReader(): Models {
	let held: { version: number; model: MatchModel } | undefined;
	return async (tables, version) => {
		if (held?.version === version) return held.model;
		const text = version > 0 ? await tables.duplicates.model(version) : undefined;
		if (!text) return undefined;
		held = { version, model: JSON.parse(text) as MatchModel };
		return held.model;
	};
}
