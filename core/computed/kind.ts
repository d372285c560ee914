import type { Compute } from '../model/computed';
import type { Json, JsonObject } from '../model/json';
import type { EventFilter } from '../model/segment';

/** One event as a computed trait sees it. */
export interface PastEvent {
	name: string;
	time: number;
	properties: JsonObject;
}

/** What is known of one person: the events that the definition names, in its window, oldest first, and the trait it reads. */
export interface History {
	profile: number;
	events: PastEvent[];
	trait?: Json;
}

/** When it is asked, and what was fitted on the store. */
export interface Moment {
	now: number;
	model?: Json;
}

/** Looks at everybody once and answers what scoring needs. */
export interface Fitter {
	add(history: History, now: number): void;
	/** No model when there is too little to fit it on: then `note` says so. */
	fit(breathe: () => Promise<void>): Promise<{ model?: Json; note?: string }>;
}

/** One kind of computed trait: one file, one line in the registry. All of it is pure, so both databases agree. */
export interface Kind<C extends Compute> {
	/** Undefined: the person does not have the trait. */
	value(compute: C, history: History, moment: Moment): Json | undefined;
	/** The sentence a marketer reads. */
	say(compute: C): string;
	/** What the value was made of, for one person. */
	facts(compute: C, history: History, moment: Moment): string;
	events(compute: C): EventFilter[];
	/** A trait that it reads. */
	trait?(compute: C): string | undefined;
	/** False when times and names are enough. */
	readsProperties(compute: C): boolean;
	/** The fields of a value that is an object. */
	fields?: readonly string[];
	/** Changes with the day (UTC) for everybody who has it, or for everybody whose value is not 0. */
	daily?(compute: C): 'all' | 'unlessZero' | undefined;
	/** For kinds that compare a person with the others in the store. */
	fitter?(compute: C): Fitter | undefined;
}
