import { sql } from 'kysely';
import type { Json } from '../model/json';
import type { Comparison } from '../model/segment';
import { dayOf, daysAhead } from './days';
import { moment, type Facets } from './facets';
import type { SqlDialect, SqlFragment } from './sql';

const DAY_MS = 86_400_000;

/** The same value as three SQL expressions, each NULL where it has no such facet. */
export interface SqlFacets {
	text: SqlFragment;
	num: SqlFragment;
	ms: SqlFragment;
}

/** What a comparison in SQL needs to know. */
export interface CompareContext {
	dialect: SqlDialect;
	at(minusMs: number): SqlFragment;
	now: number;
	zone: string;
}

/** When a comparison is asked, and where days begin. */
export interface Moment {
	now: number;
	zone: string;
}

interface Comparer {
	/** True when the comparison says something is NOT so: then a missing value fulfils it. */
	negates?: Comparison;
	memory?(left: Facets, value: Json, moment: Moment): boolean;
	toSql?(left: SqlFacets, value: Json, context: CompareContext): SqlFragment;
	say: string;
}

const asText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
const asNumber = (value: Json): number => Number(value);
/** So many days in ms; parts of a millisecond are no time. */
const lengthOf = (days: Json): number => Math.round(asNumber(days) * DAY_MS);
const asMoment = (value: Json): number => moment(String(value)) ?? NaN;
const asList = (value: Json): string[] => (Array.isArray(value) ? value : [value]).map(asText);

const number = (say: string, memory: (a: number, b: number) => boolean, operator: string): Comparer => ({
	say,
	memory: (left, value) => left.num !== null && memory(left.num, asNumber(value)),
	toSql: (left, value) => sql`${left.num} ${sql.raw(operator)} ${asNumber(value)}`,
});

const not = (negates: Comparison, say: string): Comparer => ({ negates, say });

/** One line a comparison: in memory, in SQL, in words. A missing comparison does not compile. */
const COMPARERS: Record<Comparison, Comparer> = {
	is: {
		say: 'is',
		memory: (left, value) => (typeof value === 'number' ? left.num === value : left.text === asText(value)),
		toSql: (left, value) =>
			typeof value === 'number' ? sql`${left.num} = ${value}` : sql`${left.text} = ${asText(value)}`,
	},
	isNot: not('is', 'is not'),
	isOneOf: {
		say: 'is one of',
		memory: (left, value) => left.text !== null && asList(value).includes(left.text),
		toSql: (left, value, { dialect }) => dialect.isOneOf(left.text, asList(value)),
	},
	contains: {
		say: 'contains',
		memory: (left, value) => left.text !== null && left.text.includes(asText(value)),
		toSql: (left, value, { dialect }) => dialect.contains(left.text, asText(value)),
	},
	notContains: not('contains', 'does not contain'),
	startsWith: {
		say: 'starts with',
		memory: (left, value) => left.text !== null && left.text.startsWith(asText(value)),
		toSql: (left, value, { dialect }) => dialect.startsWith(left.text, asText(value)),
	},
	endsWith: {
		say: 'ends with',
		memory: (left, value) => left.text !== null && left.text.endsWith(asText(value)),
		toSql: (left, value, { dialect }) => dialect.endsWith(left.text, asText(value)),
	},
	greaterThan: number('is greater than', (a, b) => a > b, '>'),
	atLeast: number('is at least', (a, b) => a >= b, '>='),
	lessThan: number('is less than', (a, b) => a < b, '<'),
	atMost: number('is at most', (a, b) => a <= b, '<='),
	exists: { say: 'is known', memory: () => true, toSql: () => sql`1 = 1` },
	notExists: not('exists', 'is not known'),
	before: {
		say: 'is before',
		memory: (left, value) => left.ms !== null && left.ms < asMoment(value),
		toSql: (left, value) => sql`${left.ms} < ${asMoment(value)}`,
	},
	after: {
		say: 'is after',
		memory: (left, value) => left.ms !== null && left.ms > asMoment(value),
		toSql: (left, value) => sql`${left.ms} > ${asMoment(value)}`,
	},
	withinLastDays: {
		say: 'is within the last',
		memory: (left, value, { now }) => left.ms !== null && left.ms > now - lengthOf(value) && left.ms <= now,
		toSql: (left, value, { at }) => sql`(${left.ms} > ${at(lengthOf(value))} AND ${left.ms} <= ${at(0)})`,
	},
	notWithinLastDays: not('withinLastDays', 'is not within the last'),
	withinNextDays: {
		say: 'is within the next',
		memory: (left, value, { now }) => left.ms !== null && left.ms > now && left.ms <= now + lengthOf(value),
		toSql: (left, value, { at }) => sql`(${left.ms} > ${at(0)} AND ${left.ms} <= ${at(-lengthOf(value))})`,
	},
	anniversaryWithinDays: {
		say: 'has its anniversary within the next',
		memory: (left, value, { now, zone }) =>
			left.ms !== null && daysAhead(now, zone, asNumber(value)).includes(dayOf(left.ms)),
		toSql: (left, value, { dialect, now, zone }) =>
			dialect.isOneOf(dialect.dayOf(left.ms), daysAhead(now, zone, asNumber(value))),
	},
};

/** For a value that is there; a missing value is the caller's case. */
export function compare(comparison: Comparison, left: Facets, value: Json, moment: Moment): boolean {
	const comparer = COMPARERS[comparison];
	return comparer.negates
		? !compare(comparer.negates, left, value, moment)
		: Boolean(comparer.memory?.(left, value, moment));
}

/** Never NULL: unknown counts as not fulfilled. */
export function compareSql(comparison: Comparison, left: SqlFacets, value: Json, context: CompareContext): SqlFragment {
	const comparer = COMPARERS[comparison];
	if (comparer.negates) return sql`NOT ${compareSql(comparer.negates, left, value, context)}`;
	return sql`((${comparer.toSql?.(left, value, context)}) IS TRUE)`;
}

/** The positive comparison behind a negative one, so that "is not" can be asked as "there is none that is". */
export function negated(comparison: Comparison): Comparison | undefined {
	return COMPARERS[comparison].negates;
}

/** `is at least 5`, `is within the last 30 days`. */
export function sayComparison(comparison: Comparison, value: Json | undefined): string {
	const { say } = COMPARERS[comparison];
	if (comparison === 'exists' || comparison === 'notExists') return say;
	const shown = Array.isArray(value) ? value.map((v) => quoted(v)).join(', ') : quoted(value ?? null);
	if (comparison === 'anniversaryWithinDays' && value === 0) return 'has its anniversary today';
	return comparison.endsWith('Days') ? `${say} ${String(value)} days` : `${say} ${shown}`;
}

const quoted = (value: Json): string => (typeof value === 'string' ? `“${value}”` : JSON.stringify(value));
