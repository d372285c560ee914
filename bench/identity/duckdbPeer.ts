import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

/** Pairs of row numbers with a score, best first. */
export interface PeerResult {
	pairs: Array<{ a: number; b: number; score: number }>;
	rows: number;
	seconds: number;
}

/** Jaro-Winkler cuts and level weights as in Splink's templates, without training. */
const CUTS = { near: 0.92, similar: 0.88 };
const BITS = { near: 0.6, similar: 0.3, differs: -4 };
const MOST_RULES = 8;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function comparison(column: string): string {
	const [l, r] = [`l.${quoted(column)}`, `r.${quoted(column)}`];
	const rarity = `(select -log2(sum(n * n) / (sum(n) * sum(n))) from (select count(*) n from people where ${quoted(column)} is not null group by ${quoted(column)}))`;
	return `case when ${l} is null or ${r} is null then 0 when ${l} = ${r} then ${rarity}
		when jaro_winkler_similarity(${l}, ${r}) >= ${CUTS.near} then ${BITS.near} * ${rarity}
		when jaro_winkler_similarity(${l}, ${r}) >= ${CUTS.similar} then ${BITS.similar} * ${rarity} else ${BITS.differs} end`;
}

/** Two columns make a rule unless they bring more pairs together than this a row, as somebody who writes rules would see to. */
const MOST_PAIRS_A_ROW = 10;

/** Every two columns, in the order given, that are selective enough, up to eight rules. */
async function rulesOf(columns: readonly string[], connection: DuckDBConnection): Promise<string[]> {
	const rules: string[] = [];
	for (let x = 0; x < columns.length; x++) {
		for (let y = x + 1; y < columns.length && rules.length < MOST_RULES; y++) {
			const both = [columns[x]!, columns[y]!].map(quoted);
			const counted = await connection.runAndReadAll(
				`select coalesce(sum(n * (n - 1) / 2), 0) / (select count(*) from people) from (select count(*) n from people where ${both.map((name) => `${name} is not null`).join(' and ')} group by ${both.join(', ')})`,
			);
			if (Number(counted.getRows()[0]![0]) <= MOST_PAIRS_A_ROW)
				rules.push(both.map((name) => `l.${name} = r.${name}`).join(' and '));
		}
	}
	return rules;
}

/** Splink-shaped SQL on DuckDB: blocking rules, comparisons of four levels, no training, no collective step. */
export async function duckdbPeer(file: string, columns: readonly string[]): Promise<PeerResult> {
	const started = performance.now();
	const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
	const fields = columns.map((name) => `nullif(trim(${quoted(name)}), '') as ${quoted(name)}`).join(', ');
	await connection.run(
		`create table people as select row_number() over () - 1 as row, ${fields} from read_csv('${file.replaceAll("'", "''")}', all_varchar = true, parallel = false)`,
	);
	const blocks = (await rulesOf(columns, connection)).map(
		(rule) => `select l.row a, r.row b from people l join people r on ${rule} and l.row < r.row`,
	);
	const score = columns.map(comparison).join(' + ');
	const reader = await connection.runAndReadAll(
		`select l.row::int a, r.row::int b, (${score})::double score from (${blocks.join(' union ')}) p join people l on l.row = p.a join people r on r.row = p.b order by score desc`,
	);
	const pairs = reader.getRows().map(([a, b, total]) => ({ a: Number(a), b: Number(b), score: Number(total) }));
	const rows = Number((await connection.runAndReadAll('select count(*) from people')).getRows()[0]![0]);
	return { pairs, rows, seconds: (performance.now() - started) / 1000 };
}
