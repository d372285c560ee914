import { sql } from 'kysely';
import type { Condition, Explanation } from '../model/segment';
import type { Flip, MemoryContext, Person, SqlContext } from './operator';
import { operatorOf } from './operators/registry';
import { say } from './sentence';
import type { SqlDialect, SqlFragment } from './sql';

/** Who is asked, and when. */
export interface Asked {
	dialect: SqlDialect;
	of: 'people' | 'browsers';
	/** Epoch ms; for browsers each visit `q` is its own moment. */
	now: number;
	/** IANA time zone; UTC when missing. */
	zone?: string | undefined;
}

/** The condition as SQL over the subject `s`. */
export function toSql(condition: Condition, { dialect, of, now, zone = 'utc' }: Asked): SqlFragment {
	const at = (minusMs: number): SqlFragment => (of === 'people' ? sql`${now - minusMs}` : sql`(q.time - ${minusMs})`);
	const full: SqlContext = { dialect, of, at, now, zone, toSql: (inner) => operatorOf(inner).toSql(inner, full) };
	return full.toSql(condition);
}

const memory = (now: number, zone = 'utc'): MemoryContext => {
	const context: MemoryContext = {
		now,
		zone,
		matches: (condition, person) => operatorOf(condition).matches(condition, person, context),
	};
	return context;
};

/** The condition for one person in memory. */
export function matches(condition: Condition, person: Person, now: number, zone?: string): boolean {
	return memory(now, zone).matches(condition, person);
}

/** Each condition true or false, with the facts behind it. */
export function explain(condition: Condition, person: Person, now: number, zone?: string): Explanation {
	const operator = operatorOf(condition);
	const children = operator.children(condition);
	return {
		sentence: say(condition),
		holds: matches(condition, person, now, zone),
		facts: operator.facts(condition, person, memory(now, zone)),
		...(children.length > 0 ? { conditions: children.map((child) => explain(child, person, now, zone)) } : {}),
	};
}

/** The conditions right below one. */
export const childrenOf = (condition: Condition): Condition[] => operatorOf(condition).children(condition);

/** The condition itself and all below it. */
function everyCondition(condition: Condition): Condition[] {
	return [condition, ...operatorOf(condition).children(condition).flatMap(everyCondition)];
}

/** Names of all events the condition counts. */
export function eventsOf(condition: Condition): string[] {
	return [...new Set(everyCondition(condition).flatMap((c) => operatorOf(c).events(c)))];
}

/** Keys of all segments the condition asks for. */
export function segmentsOf(condition: Condition): string[] {
	return [...new Set(everyCondition(condition).flatMap((c) => operatorOf(c).segments?.(c) ?? []))];
}

/** Keys of all static lists the condition asks for. */
export function listsOf(condition: Condition): string[] {
	return [...new Set(everyCondition(condition).flatMap((c) => operatorOf(c).lists?.(c) ?? []))];
}

/** What the condition cannot ask of browsers, in words; undefined when it can. */
export function peopleOnly(condition: Condition): string | undefined {
	return everyCondition(condition)
		.map((c) => operatorOf(c).peopleOnly?.(c))
		.find((what) => what !== undefined);
}

/** All points in time at which the condition can change by itself. */
export function flipsOf(condition: Condition): Flip[] {
	return everyCondition(condition).flatMap((c) => operatorOf(c).flips(c));
}
