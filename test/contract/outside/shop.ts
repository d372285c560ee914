import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** Real orders of a shop: UCI Online Retail (D. Chen), CC BY 4.0. */
export const FILE = join(__dirname, '../../../../shared/data/events/online-retail.csv.gz');
export const isThere = existsSync(FILE);

/**
 * The orders as the README of the source says, made from the raw file in SQL: rows of one invoice and customer that stand
 * together are an order, an invoice with C is cancelled, one without customer stands alone. British time by its two
 * clock changes of 2011, written out.
 */
const SHOP = `
	CREATE TABLE line AS SELECT *, row_number() OVER () AS nr FROM
		(SELECT InvoiceNo AS invoice, 'customer ' || CAST(CAST(CustomerID AS DOUBLE) AS INTEGER) AS customer, CAST(InvoiceDate AS TIMESTAMP) AS day,
			trim(StockCode) AS product, CAST(Quantity AS INTEGER) AS quantity, CAST(UnitPrice AS DECIMAL(12, 4)) AS price, Country AS country
		FROM read_csv('${FILE}', all_varchar = true, header = true, encoding = 'latin-1', parallel = false));
	CREATE TABLE piece AS SELECT *, sum(starts) OVER (ORDER BY nr) AS stretch FROM
		(SELECT *, CASE WHEN (invoice, coalesce(customer, '')) IS DISTINCT FROM lag((invoice, coalesce(customer, ''))) OVER (ORDER BY nr) THEN 1 ELSE 0 END AS starts FROM line);
	CREATE TABLE bill AS SELECT *, row_number() OVER (PARTITION BY invoice ORDER BY first) AS part FROM
		(SELECT invoice, coalesce(any_value(customer), 'order ' || invoice) AS who, min(nr) AS first, arg_min(day, nr) AS day,
			arg_min(country, nr) AS country, count(*) AS lines, list(DISTINCT product) AS products,
			sum(CASE WHEN invoice LIKE 'C%' THEN -abs(quantity * price) ELSE quantity * price END) AS revenue
		FROM piece GROUP BY stretch, invoice);
	CREATE TABLE completed AS SELECT * FROM bill WHERE part = 1 AND invoice NOT LIKE 'C%';
	CREATE TABLE cancelled AS SELECT * FROM bill WHERE part = 1 AND invoice LIKE 'C%';
	CREATE TABLE everyone AS SELECT DISTINCT who FROM bill;
	CREATE TABLE home AS SELECT who, arg_max(country, (day, first)) AS country FROM
		(SELECT who, country, min(first) AS first, arg_min(day, first) AS day FROM bill WHERE who LIKE 'customer %' GROUP BY who, country) GROUP BY who;
	CREATE MACRO british(t) AS t + CASE WHEN t >= TIMESTAMP '2011-03-27 01:00' AND t < TIMESTAMP '2011-10-30 01:00' THEN INTERVAL 1 HOUR ELSE INTERVAL 0 HOUR END;
	CREATE MACRO fromBritish(t) AS t - CASE WHEN t >= TIMESTAMP '2011-03-27 02:00' AND t < TIMESTAMP '2011-10-30 02:00' THEN INTERVAL 1 HOUR ELSE INTERVAL 0 HOUR END;`;

/** Opens the shop in DuckDB; `ask` answers who, sorted, for a query in which `now` is a moment. */
export async function openShop() {
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	for (const statement of SHOP.split(';').filter((text) => text.trim() !== '')) await connection.run(statement);
	return {
		ask: async (query: string, now: string): Promise<string[]> => {
			const moment = `TIMESTAMP '${now.replace('T', ' ').replace('Z', '')}'`;
			const rows = await connection.runAndReadAll(query.replaceAll(/\bnow\b/g, moment));
			return rows
				.getRowObjectsJS()
				.map(({ who }) => String(who))
				.sort();
		},
		/** Rows as they are. */
		rows: async (query: string): Promise<Array<Record<string, unknown>>> =>
			(await connection.runAndReadAll(query)).getRowObjectsJS(),
		close: () => connection.closeSync(),
	};
}
