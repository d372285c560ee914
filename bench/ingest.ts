import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openCdp } from '../index';
import { calls } from './mix';
import { row, type Bench } from './row';
import { inTemporaryFolder } from './temporary';

const BATCH = 1_000;

/** Measured in turn, so that a machine whose speed drifts treats both alike. */
const ROUNDS = 3;

/** Engine ingest with everything on, against bare prepared inserts into one table with the same columns and indexes. */
export const ingest: Bench = (scale) =>
	inTemporaryFolder(async (folder) => {
		const count = Math.max(5_000, Math.round(300_000 * scale));
		const rounds: Array<{ ours: number; bare: number }> = [];
		for (let i = 0; i < ROUNDS; i++) {
			const bare = bareInserts(path.join(folder, `bare-${i}.db`), count);
			rounds.push({ bare, ours: await engine(path.join(folder, `store-${i}.db`), count) });
		}
		const { ours, bare } = rounds.sort((a, b) => a.ours / a.bare - b.ours / b.bare)[
			Math.floor(ROUNDS / 2)
		] as (typeof rounds)[0];
		const note = `rows/s, batches of ${BATCH}, ${count} events, durable; the median pair of ${ROUNDS}`;
		return [row('engine ingest', ours, bare, { atLeast: 0.5 }, note)];
	});

function* batches(count: number): Generator<Array<Record<string, unknown>>> {
	let batch = [];
	for (const call of calls(count, Math.ceil(count / 15))) {
		batch.push(call);
		if (batch.length === BATCH) {
			yield batch;
			batch = [];
		}
	}
	if (batch.length > 0) yield batch;
}

async function engine(file: string, count: number): Promise<number> {
	const cdp = await openCdp({ storeUrl: `sqlite:${file}` });
	const all = [...batches(count)];
	const started = performance.now();
	// As the importer does: one batch under way while the next is handed over.
	let underWay: Promise<unknown> = Promise.resolve();
	for (const batch of all) {
		const next = cdp.ingest.calls(batch, { source: 'bench', verified: true, historical: true });
		await underWay;
		underWay = next;
	}
	await underWay;
	const seconds = (performance.now() - started) / 1000;
	await cdp.close();
	return count / seconds;
}

function bareInserts(file: string, count: number): number {
	const db = new DatabaseSync(file);
	db.exec(
		'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 16000',
	);
	db.exec(`CREATE TABLE event (id INTEGER PRIMARY KEY, profile INTEGER, name INTEGER, time INTEGER, identifier INTEGER, browser INTEGER, type TEXT, source TEXT,
		received INTEGER, message TEXT, properties TEXT, context TEXT, verified INTEGER, names TEXT, traits TEXT, consent TEXT);
		CREATE INDEX a ON event (profile, name, time); CREATE INDEX b ON event (time, name, profile); CREATE TABLE message (id TEXT PRIMARY KEY) WITHOUT ROWID`);
	const event = db.prepare('INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)');
	const message = db.prepare('INSERT INTO message VALUES (?)');
	const rows = [...batches(count)].map((batch) => batch.map((call) => ready(call)));
	const started = performance.now();
	for (const batch of rows) {
		db.exec('BEGIN IMMEDIATE');
		for (const values of batch) {
			message.run(values[9] as string);
			event.run(...values);
		}
		db.exec('COMMIT');
	}
	const seconds = (performance.now() - started) / 1000;
	db.close();
	return count / seconds;
}

const NAMES = new Map<string, number>();
const PEOPLE = new Map<unknown, number>();

/** The finished row: what is left to the bare peer is the insert alone. */
function ready(call: Record<string, unknown>): Array<string | number | null> {
	const person = PEOPLE.get(call['anonymousId']) ?? PEOPLE.size + 1;
	PEOPLE.set(call['anonymousId'], person);
	const event = String(call['event'] ?? '$identify');
	const name = NAMES.get(event) ?? NAMES.size + 1;
	NAMES.set(event, name);
	const time = Date.parse(String(call['timestamp']));
	return [
		...[++id, person, name, time, person, person],
		String(call['type']),
		'bench',
		time,
		String(call['messageId']),
		JSON.stringify(call['properties'] ?? {}),
		JSON.stringify(call['context']),
		...[1, null, call['traits'] ? JSON.stringify(call['traits']) : null, null],
	];
}

let id = 0;
