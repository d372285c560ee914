import { sql } from 'kysely';
import type { SqlDialect, SqlFragment } from '../core/segments/sql';

const jsonPath = (property: string): string => `$.${JSON.stringify(property)}`;

/** The wildcard form is not used: LIKE folds case in SQLite and needs escapes; positions compare to the letter in both. */
const suffixLength = (needle: string): number => [...needle].length;

/** The steps into a property, each a table of the values found there; `list` makes the items of one step out of the value before. */
function innerTables(
	steps: readonly string[],
	list: (before: SqlFragment | undefined, step: string) => SqlFragment,
	table: (items: SqlFragment, alias: SqlFragment) => SqlFragment,
): { from: SqlFragment; last: SqlFragment } {
	const alias = (i: number) => sql.raw(`v${i}`);
	const all = steps.map((step, i) => table(list(i === 0 ? undefined : alias(i - 1), step), alias(i)));
	return { from: sql.join(all, sql` CROSS JOIN `), last: alias(steps.length - 1) };
}

/** SQLite: JSON text read with its own functions; `cdp_number` is registered by the engine. */
export const sqliteDialect: SqlDialect = {
	name: 'sqlite',
	jsonText: (json, property) => {
		const path = jsonPath(property);
		// -> gives numbers and booleans exactly as they were written; ->> would print 1e21 in SQLite's own way.
		return sql`(CASE json_type(${json}, ${path}) WHEN 'text' THEN ${json} ->> ${path} WHEN 'object' THEN NULL WHEN 'array' THEN NULL WHEN 'null' THEN NULL ELSE ${json} -> ${path} END)`;
	},
	jsonNumber: (json, property) => {
		const path = jsonPath(property);
		return sql`(CASE json_type(${json}, ${path}) WHEN 'integer' THEN ${json} ->> ${path} WHEN 'real' THEN ${json} ->> ${path} WHEN 'text' THEN cdp_number(${json} ->> ${path}) ELSE NULL END)`;
	},
	jsonInner: (json, property, path) => {
		const { from, last } = innerTables(
			[property, ...path],
			(before, step) => {
				const value = before ? sql`${before}.value` : json;
				const at = jsonPath(step);
				const items = sql`CASE json_type(${value}, ${at}) WHEN 'array' THEN ${value} -> ${at} ELSE json_array(json(${value} -> ${at})) END`;
				return before ? sql`CASE ${before}.type WHEN 'object' THEN ${items} ELSE '[]' END` : items;
			},
			(items, alias) => sql`json_each(${items}) ${alias}`,
		);
		return {
			from,
			text: sql`(CASE ${last}.type WHEN 'text' THEN ${last}.value WHEN 'object' THEN NULL WHEN 'array' THEN NULL WHEN 'null' THEN NULL ELSE ${last}.json -> ${last}.fullkey END)`,
			num: sql`(CASE ${last}.type WHEN 'integer' THEN ${last}.value WHEN 'real' THEN ${last}.value WHEN 'text' THEN cdp_number(${last}.value) ELSE NULL END)`,
		};
	},
	contains: (haystack, needle) => sql`instr(${haystack}, ${needle}) > 0`,
	startsWith: (haystack, needle) => sql`substr(${haystack}, 1, ${suffixLength(needle)}) = ${needle}`,
	endsWith: (haystack, needle) => sql`substr(${haystack}, -${sql.val(suffixLength(needle))}) = ${needle}`,
	isOneOf: (value, list) => sql`${value} IN (SELECT value FROM json_each(${JSON.stringify(list)}))`,
	isOneOfIds: (value, list) => sql`${value} IN (SELECT value FROM json_each(${JSON.stringify(list)}))`,
	dayOf: (ms) => sql`strftime('%m-%d', ${ms} / 1000.0, 'unixepoch')`,
	rounded: (number, decimals) => sql`round(${number}, ${sql.lit(decimals)})`,
	rows: (columns, cells) => {
		const names = Object.keys(columns).map((column, i) => sql`value ->> ${sql.lit(i)} AS ${sql.ref(column)}`);
		return sql`(SELECT ${sql.join(names)} FROM json_each(${JSON.stringify(cells)}))`;
	},
};

const PG_TYPES = { integer: 'bigint', text: 'text', real: 'double precision' } as const;
const cast = (expression: SqlFragment, type: keyof typeof PG_TYPES): SqlFragment =>
	sql`(${expression})::${sql.raw(PG_TYPES[type])}`;

/** What `looksNumeric` says, for PostgreSQL. */
const NUMERIC = '^-?[0-9]+(\\.[0-9]+)?$';

/** PostgreSQL: JSON kept as text is cast to json (not jsonb), which keeps numbers as they were written. */
export const postgresDialect: SqlDialect = {
	name: 'postgres',
	jsonText: (json, property) =>
		sql`(CASE json_typeof(${json}::json -> ${sql.val(property)}::text) WHEN 'object' THEN NULL WHEN 'array' THEN NULL ELSE ${json}::json ->> ${sql.val(property)}::text END)`,
	jsonNumber: (json, property) => {
		const text = sql`(${json}::json ->> ${sql.val(property)}::text)`;
		return sql`(CASE json_typeof(${json}::json -> ${sql.val(property)}::text) WHEN 'number' THEN ${text}::double precision WHEN 'string' THEN CASE WHEN ${text} ~ ${NUMERIC} THEN ${text}::double precision END END)`;
	},
	jsonInner: (json, property, path) => {
		const { from, last } = innerTables(
			[property, ...path],
			(before, step) => {
				const value = before ? sql`${before}.value` : sql`${json}::json`;
				const at = sql`${value} -> ${sql.val(step)}::text`;
				const items = sql`CASE json_typeof(${at}) WHEN 'array' THEN ${at} ELSE json_build_array(${at}) END`;
				return before ? sql`CASE json_typeof(${before}.value) WHEN 'object' THEN ${items} ELSE '[]'::json END` : items;
			},
			(items, alias) => sql`LATERAL json_array_elements(${items}) ${alias}(value)`,
		);
		const kind = sql`json_typeof(${last}.value)`;
		const text = sql`(${last}.value #>> '{}')`;
		return {
			from,
			text: sql`(CASE ${kind} WHEN 'object' THEN NULL WHEN 'array' THEN NULL WHEN 'null' THEN NULL ELSE ${text} END)`,
			num: sql`(CASE ${kind} WHEN 'number' THEN ${text}::double precision WHEN 'string' THEN CASE WHEN ${text} ~ ${NUMERIC} THEN ${text}::double precision END END)`,
		};
	},
	contains: (haystack, needle) => sql`strpos(${haystack}, ${needle}) > 0`,
	startsWith: (haystack, needle) => sql`starts_with(${haystack}, ${needle})`,
	endsWith: (haystack, needle) => sql`right(${haystack}, ${sql.lit(suffixLength(needle))}) = ${needle}`,
	isOneOf: (value, list) => sql`${value} = ANY(${list}::text[])`,
	isOneOfIds: (value, list) => sql`${value} = ANY(${list}::bigint[])`,
	dayOf: (ms) => sql`to_char(to_timestamp(${ms} / 1000.0) AT TIME ZONE 'UTC', 'MM-DD')`,
	rounded: (number, decimals) => sql`round((${number})::numeric, ${sql.lit(decimals)})::double precision`,
	rows: (columns, cells) => {
		const names = Object.entries(columns).map(
			([column, type], i) => sql`${cast(sql`value ->> ${sql.lit(i)}`, type)} AS ${sql.ref(column)}`,
		);
		return sql`(SELECT ${sql.join(names)} FROM json_array_elements(${JSON.stringify(cells)}::json))`;
	},
};
