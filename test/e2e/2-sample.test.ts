import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { N8nClient } from '../../demo/n8n/client';
import type { Truth } from '../../demo/shop/truth';
import { Progress } from '../../demo/start/progress';
import { checkSample, runAgain, runSample } from '../../demo/start/run';
import type { Outcome, Stage } from '../../demo/start/run';
import { sharedHost } from './host';

const host = sharedHost();
let stage: Stage;
let outcome: Outcome;

beforeAll(async () => {
	const client = new N8nClient(host.n8nUrl);
	await client.login();
	const truth = JSON.parse(readFileSync(join(host.shopFolder, 'truth.json'), 'utf8')) as Truth;
	stage = { ...host, client, truth, progress: new Progress(() => undefined) };
	outcome = await runSample(stage);
}, 300_000);

describe('The sample workflows on the real n8n', () => {
	it('leave at the ad platform exactly those who belong there', () => {
		checkSample(stage, outcome);
		expect(stage.progress.failures).toEqual([]);
	});

	it('count every call once, though some arrive twice', () => {
		const fromFiles = outcome.files.reduce((sum, file) => sum + (file.as === 'costs' ? 0 : file.accepted), 0);
		expect(outcome.stats.events).toBe(fromFiles + stage.truth.clicks.calls);
	});

	it('read the orders file to the last line', () => {
		const orders = outcome.files.find((file) => file.as === 'orders');
		expect(orders).toMatchObject({ rows: stage.truth.orders.rows, rejected: 0 });
		expect(Object.values(orders?.counts ?? {})).toEqual(expect.arrayContaining([stage.truth.orders.invoices]));
	});

	it('send nothing when nothing has changed', async () => {
		await runAgain(stage);
		expect(stage.progress.failures).toEqual([]);
	}, 120_000);
});
