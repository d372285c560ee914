import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../demo/root';
import { startHost } from './host';
import { requestsPerSecond } from './load';
import { row, type Bench } from './row';
import { inTemporaryFolder, median } from './temporary';

const PORT = 5694;
const ROUNDS = 3;
const call = (i: number) => ({ type: 'track', event: 'Viewed', anonymousId: `bench-${i}`, properties: { path: '/' } });
const SINGLE = JSON.stringify(call(1));
const BATCH = JSON.stringify({ batch: Array.from({ length: 100 }, (_, i) => call(i)) });
/** Events a second that batches must reach. */
const BATCH_FLOOR = 5_000;

/** `cdp collect` as its own process against n8n's own webhook on this machine. */
export const collect: Bench = (scale) =>
	inTemporaryFolder(async (folder) => {
		const seconds = Math.max(2, Math.round(8 * scale));
		const floor = await n8nFloor(path.join(folder, 'n8n'), seconds);
		const collector = await startCollector(path.join(folder, 'store.db'), PORT);
		try {
			const url = `http://127.0.0.1:${PORT}/v1`;
			const headers = { authorization: `Basic ${Buffer.from('bench:').toString('base64')}` };
			await requestsPerSecond(`${url}/track`, SINGLE, 2, headers);
			const single = await repeated(() => requestsPerSecond(`${url}/track`, SINGLE, seconds, headers));
			const batches = await repeated(() => requestsPerSecond(`${url}/batch`, BATCH, seconds, headers));
			return [
				row(
					'collect, single events',
					single,
					floor,
					{ atLeast: 20 },
					"requests/s, 20 connections; reference: n8n's own webhook",
				),
				row(
					'collect, batches of 100',
					batches * 100,
					BATCH_FLOOR,
					{ atLeast: 1 },
					'durable events/s, 20 connections; reference: the limit',
				),
			];
		} finally {
			collector.kill('SIGTERM');
		}
	});

async function repeated(measure: () => Promise<number>): Promise<number> {
	const values: number[] = [];
	for (let i = 0; i < ROUNDS; i++) values.push(await measure());
	return median(values);
}

async function n8nFloor(folder: string, seconds: number): Promise<number> {
	const { server, empty } = await startHost(folder);
	try {
		await requestsPerSecond(empty, SINGLE, 2);
		return await repeated(() => requestsPerSecond(empty, SINGLE, seconds));
	} finally {
		await server.stop();
	}
}

/** `cdp collect` with the write key `bench`. */
export function startCollector(store: string, port: number): Promise<ChildProcess> {
	const program = path.join(ROOT, 'dist', 'cli', 'main.js');
	const child = spawn(
		process.execPath,
		[program, 'collect', '--port', String(port), '--write-key', 'bench', '--store', `sqlite:${store}`],
		{ stdio: ['ignore', 'pipe', 'inherit'] },
	);
	return new Promise((resolve, reject) => {
		child.stdout.once('data', () => resolve(child));
		child.once('exit', (code) => reject(new TypeError(`cdp collect ended with ${code}`)));
	});
}
