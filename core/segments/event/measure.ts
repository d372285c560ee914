import { sql } from 'kysely';
import type { Measure } from '../../model/segment';
import type { Person } from '../operator';
import type { SqlDialect, SqlFragment } from '../sql';
import { facetsOf } from './filter';

/** Sums are compared to six decimals, so that the order in which a database adds does not matter. */
const DECIMALS = 6;

/** What is made of the chosen events `e`, as SQL; NULL when it is not known. */
export function measureSql(measure: Measure | undefined, dialect: SqlDialect): SqlFragment {
	if (!measure || measure.of === 'count' || measure.property === undefined) return sql`count(*)`;
	const json = sql`e.properties`;
	if (measure.of === 'distinct') return sql`count(DISTINCT ${dialect.jsonText(json, measure.property)})`;
	const number = dialect.jsonNumber(json, measure.property);
	if (measure.of === 'sum') return dialect.rounded(sql`coalesce(sum(${number}), 0)`, DECIMALS);
	return dialect.rounded(sql`${sql.raw(measure.of === 'average' ? 'avg' : measure.of)}(${number})`, DECIMALS);
}

/** The same in memory. */
export function measured(measure: Measure | undefined, events: Person['events']): number | null {
	if (!measure || measure.of === 'count' || measure.property === undefined) return events.length;
	const { property } = measure;
	const seen = events.map((event) => facetsOf(event.properties, property));
	if (measure.of === 'distinct') return new Set(seen.flatMap(({ text }) => (text === null ? [] : [text]))).size;
	const numbers = seen.flatMap(({ num }) => (num === null ? [] : [num]));
	if (measure.of === 'sum') return rounded(numbers.reduce((a, b) => a + b, 0));
	if (numbers.length === 0) return null;
	if (measure.of === 'average') return rounded(numbers.reduce((a, b) => a + b, 0) / numbers.length);
	return rounded(numbers.reduce((a, b) => (measure.of === 'min' ? Math.min(a, b) : Math.max(a, b))));
}

const rounded = (value: number): number => Math.round(value * 10 ** DECIMALS) / 10 ** DECIMALS;

/** Undefined for a plain count. */
export function sayMeasure(measure: Measure | undefined): string | undefined {
	if (!measure || measure.of === 'count') return undefined;
	const words = {
		sum: 'the sum',
		average: 'the average',
		min: 'the smallest',
		max: 'the largest',
		distinct: 'the number of different',
	};
	return measure.of === 'distinct'
		? `${words.distinct} ${measure.property}`
		: `${words[measure.of]} ${measure.of === 'sum' || measure.of === 'average' ? 'of ' : ''}${measure.property}`;
}
