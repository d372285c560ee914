import type { Decision, MergeEntry } from '../../core/cdp';
import type { Identifier, Link, Page, Profile, StoredIdentifier } from '../../index';

const named = ({ type, value }: Identifier): string => `${type}:${value}`;
const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** One piece of evidence as a line. */
export function linkLine({ a, b, rule, source, firstSeen, state, reason }: Link): string {
	const why = state === 'active' ? '' : `  ${state}${reason === undefined ? '' : `: ${reason}`}`;
	return `${named(a)}  ${named(b)}  ${rule} from ${source}, ${day(firstSeen)}${why}`;
}

/** A value that too many people use. */
export function sharedLine(value: StoredIdentifier): string {
	return `${named(value)}  since ${day(value.firstSeen)}`;
}

/** One line of the merge history. */
export function historyLine({ time, kind, profileId, reason }: MergeEntry): string {
	return `${new Date(time).toISOString()}  ${kind.padEnd(6)}  ${profileId}  ${reason}`;
}

/** What a decision led to, or would lead to. */
export function decisionLines({ after, changes }: Decision, isPreview: boolean): string[] {
	const head = isPreview
		? `nothing was changed; profiles that would merge or split: ${changes}`
		: `profiles that merged or split: ${changes}`;
	return [head, ...after.flatMap(profileLines)];
}

function profileLines({ id, identifiers, traits, events }: Profile): string[] {
	const values = Object.entries(traits).map(([key, value]) => `  ${key} = ${JSON.stringify(value)}`);
	return [
		`${id}: ${events} ${events === 1 ? 'event' : 'events'}`,
		...identifiers.map((identifier) => `  ${named(identifier)}`),
		...values,
	];
}

/** A page as lines, and how to go on. */
export function pageLines<T>({ items, next }: Page<T>, line: (item: T) => string, none: string): string[] {
	if (items.length === 0) return [none];
	return [...items.map(line), ...(next === undefined ? [] : [`more: --after ${next}`])];
}
