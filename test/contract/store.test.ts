import { mkdtempSync, readFileSync, rmSync, writeFileSync, chmodSync, mkdirSync } from 'node:fs';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { openSqlite } from '../../store/engines/sqlite';
import { migrations, SCHEMA_VERSION } from '../../store/migrations/registry';
import { tables } from '../../store/schema';
import { onEveryEngine } from './engines';

const folder = mkdtempSync(path.join(tmpdir(), 'cdp-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

onEveryEngine((setUp, name) => {
	it('opens twice, migrates once, and has exactly the tables and columns that schema.ts names', async () => {
		const { database } = await setUp();
		const again = await database.open();
		const rows = await again.executor.all(
			name === 'sqlite'
				? sql<{
						t: string;
						c: string;
					}>`SELECT m.name AS t, c.name AS c FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'`
				: sql<{
						t: string;
						c: string;
					}>`SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE table_schema = current_schema()`,
		);
		await again.close();
		const found = rows.map(({ t, c }) => `${t}.${c}`).sort();
		expect(found).toEqual(
			Object.entries(tables)
				.flatMap(([table, { columns }]) => Object.keys(columns).map((c) => `${table}.${c}`))
				.sort(),
		);
	});

	it('refuses a store that a newer release wrote, and leaves it as it is', async () => {
		const { database } = await setUp();
		const engine = await database.open();
		await engine.write(
			async (db) =>
				void (await db.run(sql`UPDATE meta SET value = ${String(SCHEMA_VERSION + 1)} WHERE key = 'schema'`)),
		);
		await engine.close();
		await expect(database.open()).rejects.toMatchObject({ code: 'STORE_NEWER', retry: false });
	});

	it('undoes a transaction that fails, whole', async () => {
		const { store, cdp } = await setUp();
		await expect(
			store.write(async (t) => {
				await t.changes.commit('reader', 7);
				throw new TypeError('in the middle');
			}),
		).rejects.toThrow('in the middle');
		expect(await cdp.segments.cursor('reader')).toBeUndefined();
	});

	it('every growing table carries its shard in its key', () => {
		for (const [table, { key, shard }] of Object.entries(tables))
			expect({ table, inKey: (key as readonly string[]).includes(shard) }).toEqual({ table, inKey: true });
	});
});

describe('the embedded file', () => {
	it('migrations are numbered without a gap, one file each', () => {
		const files = readdirSync(path.join(__dirname, '../../store/migrations')).filter((file) => /^\d/.test(file));
		expect(files.map((file) => Number(file.slice(0, 3)))).toEqual(migrations.map((m) => m.number));
		expect(migrations.map((m) => m.number)).toEqual(migrations.map((_, i) => i + 1));
	});

	it('a damaged file and a file of another program give a clear error and stay byte for byte', async () => {
		const garbage = path.join(folder, 'garbage.db');
		writeFileSync(garbage, 'this is no database, '.repeat(500));
		const foreign = path.join(folder, 'foreign.db');
		const other = new DatabaseSync(foreign);
		other.exec('CREATE TABLE accounts (id INTEGER)');
		other.close();
		for (const [file, code] of [
			[garbage, 'STORE_DAMAGED'],
			[foreign, 'STORE_FOREIGN'],
		] as const) {
			const before = file === garbage ? readFileSync(file) : undefined;
			await expect(openSqlite(file)).rejects.toMatchObject({ code });
			if (before) expect(readFileSync(file).equals(before)).toBe(true);
		}
		const still = new DatabaseSync(foreign);
		expect(
			still
				.prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
				.all()
				.map((r) => r['name']),
		).toEqual(['accounts']);
		still.close();
	});

	it('a torn file in the middle is named damaged by the doctor or the open', async () => {
		const file = path.join(folder, 'torn.db');
		const engine = await openSqlite(file);
		await engine.close();
		const bytes = readFileSync(file);
		bytes.fill(0x5a, 4096 * 2, 4096 * 6);
		writeFileSync(file, bytes);
		const checks = await openSqlite(file).then(
			async (e) => {
				const c = await e.check();
				await e.close();
				return c;
			},
			(error: { code: string }) => [{ name: error.code, ok: false, detail: '' }],
		);
		expect(checks.some((check) => !check.ok)).toBe(true);
	});

	it('a path that cannot be written says so', async () => {
		writeFileSync(path.join(folder, 'plain'), 'x');
		await expect(openSqlite(path.join(folder, 'plain', 'store.db'))).rejects.toMatchObject({
			code: expect.stringMatching(/STORE_CANNOT_OPEN|STORE_READ_ONLY/),
		});
		if (process.getuid?.() === 0) return; // root may write everywhere: the next check means nothing then
		mkdirSync(path.join(folder, 'closed'));
		chmodSync(path.join(folder, 'closed'), 0o500);
		await expect(openSqlite(path.join(folder, 'closed', 'store.db'))).rejects.toMatchObject({
			code: expect.stringMatching(/STORE_CANNOT_OPEN|STORE_READ_ONLY/),
		});
	});

	it('a full store says so, loses nothing acknowledged, and goes on when there is room', async () => {
		const file = path.join(folder, 'full.db');
		const engine = await openSqlite(file);
		await engine.executor.all(sql`PRAGMA max_page_count = 60`);
		let stored = 0;
		const fill = async () => {
			for (let i = 0; i < 500; i++) {
				await engine.write((db) =>
					db.bulk('reject', [
						{ id: stored + 1, time: 1, source: 's', field: 'f', reason: 'r', call: 'x'.repeat(2_000) },
					]),
				);
				stored += 1;
			}
		};
		await expect(fill()).rejects.toMatchObject({ code: 'STORE_FULL', retry: true });
		const count = async () => (await engine.executor.all(sql<{ n: number }>`SELECT count(*) AS n FROM reject`))[0]?.n;
		expect(await count()).toBe(stored);
		await engine.executor.all(sql`PRAGMA max_page_count = 100000`);
		await engine.write((db) =>
			db.bulk('reject', [{ id: stored + 1, time: 1, source: 's', field: 'f', reason: 'r', call: 'x' }]),
		);
		expect(await count()).toBe(stored + 1);
		await engine.close();
	});

	it('two connections write in turn, neither loses anything', async () => {
		const file = path.join(folder, 'shared.db');
		const [a, b] = [await openSqlite(file), await openSqlite(file)];
		for (let i = 0; i < 50; i++) await (i % 2 ? a : b).write((db) => db.bulk('reader', [{ reader: `r${i}`, seq: i }]));
		expect((await a.executor.all(sql`SELECT * FROM reader`)).length).toBe(50);
		await a.close();
		await b.close();
	});

	it('backup is a store of its own, made while the first is in use', async () => {
		const file = path.join(folder, 'copied.db');
		const engine = await openSqlite(file);
		await engine.write((db) => db.bulk('reader', [{ reader: 'r', seq: 3 }]));
		const made = await engine.backup(path.join(folder, 'sub', 'copy.db'));
		await engine.close();
		const copy = await openSqlite(made.file);
		expect(await copy.executor.all(sql`SELECT seq FROM reader`)).toEqual([expect.objectContaining({ seq: 3 })]);
		await copy.close();
		await expect(openSqlite(file).then((e) => e.backup(made.file).finally(() => e.close()))).rejects.toThrow();
	});
});
