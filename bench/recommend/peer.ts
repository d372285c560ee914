import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { Basket } from './dataset';
import type { Question } from './quality';

const INSERT_ROWS = 5_000;

/** Answers of the two peers, in the order of the questions. */
export interface PeerAnswers {
	popularity: string[][];
	knn: string[][];
}

/**
 * Popularity (how many customers bought it in the last 30 days before the split) and an item-KNN in plain SQL on DuckDB:
 * cosine of the customers of two products, 100 neighbours a product, summed over the products of the question.
 */
export async function peerAnswers(train: Basket[], questions: Question[], most: number): Promise<PeerAnswers> {
	const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
	await connection.run('create table bought (customer varchar, sku varchar, time bigint)');
	await insert(
		connection,
		'bought',
		train.flatMap(({ customer, time, skus }) => skus.map((sku) => [customer, sku, time])),
	);
	await connection.run('create table context (question int, sku varchar)');
	await insert(
		connection,
		'context',
		questions.flatMap(({ context }, i) => context.map((sku) => [i, sku])),
	);
	await connection.run('create table never (question int, sku varchar)');
	await insert(
		connection,
		'never',
		questions.flatMap(({ never }, i) => never.map((sku) => [i, sku])),
	);
	await connection.run(`
		create table basket as select distinct customer, sku from bought;
		create table size as select sku, count(*) n from basket group by sku;
		create table near as select a.sku a, b.sku b, count(*) / sqrt(any_value(x.n) * any_value(y.n)) s
			from basket a join basket b on a.customer = b.customer and a.sku <> b.sku join size x on x.sku = a.sku join size y on y.sku = b.sku
			group by a.sku, b.sku qualify row_number() over (partition by a.sku order by s desc, b.sku) <= 100;
		create table scored as select c.question, n.b sku, sum(n.s) s from context c join near n on n.a = c.sku
			anti join never x on x.question = c.question and x.sku = n.b group by c.question, n.b;
		create table wanted as select sku, count(distinct customer) n from bought
			where time > (select max(time) from bought) - 30 * 86400000::bigint group by sku order by n desc, sku limit ${most + 500}`);
	const knn = await lists(
		connection,
		`select question, sku from scored qualify row_number() over (partition by question order by s desc, sku) <= ${most} order by question, s desc, sku`,
		questions.length,
	);
	const wanted = (await connection.runAndReadAll('select sku from wanted order by n desc, sku')).getRows();
	const skus = wanted.map(([sku]) => String(sku));
	const popularity = questions.map(({ never }) => skus.filter((sku) => !never.includes(sku)).slice(0, most));
	return { popularity, knn };
}

async function insert(connection: DuckDBConnection, table: string, rows: Array<Array<string | number>>): Promise<void> {
	for (let from = 0; from < rows.length; from += INSERT_ROWS) {
		const text = rows.slice(from, from + INSERT_ROWS).map((row) => `(${row.map(literal).join(',')})`);
		await connection.run(`insert into ${table} values ${text.join(',')}`);
	}
}

const literal = (value: string | number): string =>
	typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;

async function lists(connection: DuckDBConnection, query: string, count: number): Promise<string[][]> {
	const answers: string[][] = Array.from({ length: count }, () => []);
	for (const [question, sku] of (await connection.runAndReadAll(query)).getRows())
		answers[Number(question)]?.push(String(sku));
	return answers;
}
