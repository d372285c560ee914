import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openCdp } from '../index';
import { importStream } from '../sources/import';
import { calls } from './mix';
import { row, type Bench } from './row';
import { inTemporaryFolder } from './temporary';

const LIMIT_MS = 20;

/** How long this thread is kept from other work while a million events are imported: it stands for n8n's. */
export const loop: Bench = (scale) =>
	inTemporaryFolder(async (folder) => {
		const file = path.join(folder, 'events.ndjson');
		await write(file, Math.round(1_000_000 * scale));
		const cdp = await openCdp({ storeUrl: `sqlite:${path.join(folder, 'store.db')}` });
		const delay = monitorEventLoopDelay({ resolution: 1 });
		delay.enable();
		const report = await importStream(cdp, createReadStream(file), { as: 'events', fileName: file });
		delay.disable();
		await cdp.close();
		const note = `ms event-loop delay p99 while ${report.accepted} events are imported (${Math.round(report.accepted / (report.ms / 1000))}/s); max ${(delay.max / 1e6).toFixed(0)} ms`;
		return [row('event loop during import', delay.percentile(99) / 1e6, LIMIT_MS, { atMost: 1 }, note)];
	});

async function write(file: string, count: number): Promise<void> {
	const out = createWriteStream(file);
	for (const call of calls(count, Math.ceil(count / 15))) {
		if (!out.write(`${JSON.stringify(call)}\n`))
			await new Promise<void>((resolve) => out.once('drain', () => resolve()));
	}
	await new Promise<void>((resolve) => out.end(() => resolve()));
}
