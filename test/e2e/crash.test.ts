import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const ROOT = path.join(__dirname, '../..');
const PROGRAM = path.join(ROOT, 'dist', 'cli', 'main.js');
const KILLS = 50;
const PORT = 5744;

const folder = mkdtempSync(path.join(tmpdir(), 'cdp-crash-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function cdp(args: string[]): ChildProcess {
	return spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function ended(child: ChildProcess): Promise<number | null> {
	const [code] = (await once(child, 'exit')) as [number | null];
	return code;
}

/** messageIds in the store, each as often as an event stands there. */
function stored(file: string): string[] {
	const db = new DatabaseSync(file);
	const rows = db.prepare('SELECT message FROM event').all() as Array<{ message: string }>;
	const check = db.prepare('PRAGMA integrity_check').get() as { integrity_check: string };
	db.close();
	expect(check.integrity_check).toBe('ok');
	return rows.map((row) => row.message);
}

const random = (() => {
	let state = 42;
	return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
})();

describe('kill -9 at random moments', () => {
	it(`the collector, ${KILLS} times: every acknowledged event is there, once`, async () => {
		const file = path.join(folder, 'collect.db');
		const acknowledged = new Set<string>();
		let sent = 0;
		for (let kill = 0; kill < KILLS; kill++) {
			const child = cdp(['collect', '--port', String(PORT), '--write-key', 'k', '--store', `sqlite:${file}`]);
			await once(child.stdout as NodeJS.ReadableStream, 'data');
			const dead = ended(child);
			setTimeout(() => child.kill('SIGKILL'), 20 + random() * 180);
			const sender = async (): Promise<void> => {
				for (;;) {
					const id = `m${sent++}`;
					try {
						const call = {
							type: 'track',
							event: 'Viewed',
							userId: `u${sent % 40}`,
							anonymousId: `a${sent % 60}`,
							messageId: id,
						};
						const response = await fetch(`http://127.0.0.1:${PORT}/v1/track`, {
							method: 'POST',
							headers: { authorization: `Basic ${btoa('k:')}` },
							body: JSON.stringify(call),
						});
						if (response.status === 200) acknowledged.add(id);
					} catch {
						return; // killed
					}
				}
			};
			await Promise.all([sender(), sender(), sender(), sender()]);
			await dead;
		}
		const there = stored(file);
		expect(acknowledged.size).toBeGreaterThan(KILLS);
		expect(new Set(there).size).toBe(there.length);
		const all = new Set(there);
		expect([...acknowledged].filter((id) => !all.has(id))).toEqual([]);
	}, 300_000);

	it(`the import, ${KILLS} times: run again it ends with every row, once`, async () => {
		const file = path.join(folder, 'import.db');
		const input = path.join(folder, 'events.ndjson');
		const count = 60_000;
		writeFileSync(
			input,
			Array.from({ length: count }, (_, i) =>
				JSON.stringify({
					type: 'track',
					event: 'Viewed',
					userId: `u${i % 500}`,
					messageId: `row-${i}`,
					timestamp: '2026-05-01T00:00:00Z',
				}),
			).join('\n'),
		);
		const args = ['import', input, '--as', 'events', '--json', '--store', `sqlite:${file}`];
		let finished = 0;
		for (let kill = 0; kill < KILLS; kill++) {
			const child = cdp(args);
			setTimeout(() => child.kill('SIGKILL'), 300 + random() * 900);
			if ((await ended(child)) === 0) finished += 1;
		}
		const last = cdp(args);
		let output = '';
		last.stdout?.on('data', (data: Buffer) => (output += data.toString()));
		expect(await ended(last)).toBe(0);
		const report = JSON.parse(output) as { accepted: number; duplicates: number };
		expect(report.accepted + report.duplicates).toBe(count);
		const there = stored(file);
		expect(there.length).toBe(count);
		expect(new Set(there).size).toBe(count);
		expect(finished).toBeLessThan(KILLS);
	}, 300_000);
});
