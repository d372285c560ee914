import { createReadStream } from 'node:fs';
import { importStream } from '../../../sources/import';
import { onEveryEngine } from '../engines';
import { FILE, isThere, openShop } from './shop';

if (!isThere) console.warn(`skipped: ${FILE} is not there`);
const onOrders = isThere ? it : it.skip;

/** A year in British time, with both changes of its clocks; the file begins before and ends after it. */
const YEAR = { from: '2011-01-01', to: '2011-12-01', timeZone: 'Europe/London', currency: 'GBP' };
const IN_YEAR = `british(day) >= DATE '2011-01-01' AND british(day) < DATE '2011-12-01'`;

const BUYING = `SELECT
	(SELECT count(*) FROM completed WHERE ${IN_YEAR})::INTEGER AS orders,
	(SELECT count(DISTINCT who) FROM completed WHERE ${IN_YEAR})::INTEGER AS buyers,
	(SELECT sum(revenue) FROM completed WHERE ${IN_YEAR})::DOUBLE AS gross,
	(SELECT count(*) FROM cancelled WHERE ${IN_YEAR})::INTEGER AS refundCount,
	(SELECT -sum(revenue) FROM cancelled WHERE ${IN_YEAR})::DOUBLE AS refunds,
	(SELECT count(*) FROM (SELECT who FROM completed WHERE ${IN_YEAR} GROUP BY who HAVING count(*) > 1))::INTEGER AS repeatBuyers`;

const INTERVAL = `SELECT count(*)::INTEGER AS count, avg(days)::DOUBLE AS meanDays, median(days)::DOUBLE AS medianDays FROM
	(SELECT floor(epoch(day - before) / 86400) AS days FROM
		(SELECT day, lag(day) OVER (PARTITION BY who ORDER BY day) AS before FROM completed WHERE ${IN_YEAR}) WHERE before IS NOT NULL)`;

const MONTHS = `SELECT strftime(british(day), '%Y-%m') AS month, count(*)::INTEGER AS orders, count(DISTINCT who)::INTEGER AS buyers,
	sum(revenue)::DOUBLE AS gross FROM completed WHERE ${IN_YEAR} GROUP BY month ORDER BY month`;

const COHORTS = `WITH firsts AS (SELECT who, min(british(day)) AS born FROM completed GROUP BY who)
	SELECT strftime(born, '%Y-%m') AS month, date_diff('month', date_trunc('month', born), date_trunc('month', british(day)))::INTEGER AS later,
		count(DISTINCT who)::INTEGER AS people
	FROM firsts JOIN completed USING (who) WHERE born >= DATE '2011-01-01' AND british(day) < DATE '2011-12-01'
	GROUP BY ALL ORDER BY ALL`;

onEveryEngine((setUp) => {
	onOrders(
		'figures of the real order file agree with SQL in DuckDB',
		async () => {
			const { cdp } = await setUp();
			await importStream(cdp, createReadStream(FILE), { as: 'orders', fileName: FILE });
			const shop = await openShop();
			const [expected] = await shop.rows(BUYING);
			const [interval] = await shop.rows(INTERVAL);
			const months = await shop.rows(MONTHS);
			const cohorts = await shop.rows(COHORTS);
			shop.close();

			const report = await cdp.reports.buying(YEAR);
			const { orders, buyers, refundCount, repeatBuyers } = report;
			expect(expected).toMatchObject({ orders, buyers, refundCount, repeatBuyers });
			expect(buyers).toBeGreaterThan(1_000);
			expect(report.gross).toBeCloseTo(Number(expected?.['gross']), 1);
			expect(report.refunds).toBeCloseTo(Number(expected?.['refunds']), 1);
			expect(report.interval).toMatchObject({ count: interval?.['count'], medianDays: interval?.['medianDays'] });
			expect(report.interval?.meanDays).toBeCloseTo(Number(interval?.['meanDays']), 1);
			const cents = (row: Record<string, unknown>) => ({ ...row, gross: Number(row['gross']).toFixed(1) });
			expect(report.months.map(({ month, orders, buyers, gross }) => cents({ month, orders, buyers, gross }))).toEqual(
				months.map(cents),
			);

			const found = (await cdp.reports.retention(YEAR)).cohorts.flatMap(({ month, active }) =>
				active.flatMap((people, later) => (people > 0 ? [{ month, later, people }] : [])),
			);
			expect(found).toEqual(cohorts);
			expect(found.length).toBeGreaterThan(50);
		},
		600_000,
	);
});
