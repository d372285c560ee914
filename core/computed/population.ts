import type { ComputedDefinition } from '../model/computed';
import type { Json } from '../model/json';
import type { ComputedRow, Store } from '../ports';
import { kindOf } from './kinds/registry';
import { readHistories } from './read';

/** What was fitted on the store, and how many events it had then. */
export interface Fitted {
	events: number;
	model?: Json;
	note?: string;
}

/** Parameters are drawn anew when the store has grown (or shrunk) by so much since. */
const GROWTH = 0.05;
const PAGE = 500;

export const fittedOf = ({ fitted }: Pick<ComputedRow, 'fitted'>): Fitted | undefined =>
	fitted === null ? undefined : (JSON.parse(fitted) as Fitted);

/** True for definitions that compare a person with all others. */
export const isFitted = ({ compute }: ComputedDefinition): boolean => kindOf(compute).fitter?.(compute) !== undefined;

/** True when the store is no longer the one that was fitted on. */
export async function isOutgrown(store: Store, fitted: Fitted | undefined): Promise<boolean> {
	if (!fitted) return true;
	const events = await store.read.events.total();
	return events !== fitted.events && Math.abs(events - fitted.events) >= GROWTH * fitted.events;
}

/** Looks at everybody and fits; writes nothing. Undefined for kinds that need no others. */
export async function fit(store: Store, definition: ComputedDefinition, now: number): Promise<Fitted | undefined> {
	const fitter = kindOf(definition.compute).fitter?.(definition.compute);
	if (!fitter) return undefined;
	const events = await store.read.events.total();
	for (let last = 0; ;) {
		const page = await store.read.segments.subjects('people', { from: last, limit: PAGE });
		if (page.length === 0) break;
		const ids = page.map(({ id }) => id);
		for (const history of await readHistories(store.read, definition, ids, now)) fitter.add(history, now);
		last = ids.at(-1) ?? last;
		await store.breathe();
	}
	return { events, ...(await fitter.fit(() => store.breathe())) };
}
