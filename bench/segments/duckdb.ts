import { DuckDBInstance } from '@duckdb/node-api';
import type { ByHand } from './byHand';

const DAY_MS = 86_400_000;

/** Seconds DuckDB takes to select who did `Event 1` at least twice in 30 days, from its own table with the same events. */
export async function duckdbSeconds(store: ByHand, eventId: number, now: number): Promise<number> {
	const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
	await connection.run('CREATE TABLE event (profile BIGINT, name BIGINT, time BIGINT, price DOUBLE)');
	const appender = await connection.createAppender('event');
	for (const { profile, name, time, price } of store.events()) {
		appender.appendBigInt(BigInt(profile));
		appender.appendBigInt(BigInt(name));
		appender.appendBigInt(BigInt(time));
		if (price === null) appender.appendNull();
		else appender.appendDouble(Number(price));
		appender.endRow();
	}
	appender.closeSync();
	const started = performance.now();
	await connection.runAndReadAll(
		`SELECT profile FROM event WHERE name = ${eventId} AND time > ${now - 30 * DAY_MS} AND time <= ${now} GROUP BY profile HAVING count(*) >= 2`,
	);
	return (performance.now() - started) / 1000;
}
