import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startAdPlatform } from '../ad-platform/server';
import { N8nClient } from '../n8n/client';
import { hostVersion, installHost } from '../n8n/install';
import { installPackage, packPackage } from '../n8n/package';
import { logFile, startN8n } from '../n8n/server';
import type { N8nServer } from '../n8n/server';
import { RUN_FOLDER } from '../root';
import type { Truth } from '../shop/truth';
import { WrongUse, readOptions } from './options';
import type { StartOptions } from './options';
import { requireFreePorts } from './ports';
import { Progress, count } from './progress';
import { checkSample, runAgain, runSample } from './run';
import type { Stage } from './run';
import { PLATFORM_FILE, SHOP_FOLDER, STORE_FOLDER, USER_FOLDER, clearRun, existingTruth, makeSample } from './sample';
import { summary, whereToLook } from './summary';

const EXIT_WRONG_USE = 2;

main(process.argv.slice(2)).then(
	(code) => process.exit(code),
	(error: unknown) => {
		console.error(`\n${error instanceof Error ? error.message : String(error)}`);
		process.exit(error instanceof WrongUse ? EXIT_WRONG_USE : 1);
	},
);

async function main(args: string[]): Promise<number> {
	const options = readOptions(args);
	const progress = new Progress();
	const began = Date.now();
	const { server, stage } = await setUp(options, progress);
	try {
		const outcome = await runSample(stage);
		progress.line();
		progress.line('Compared with what the generator of the sample knows:');
		checkSample(stage, outcome);
		await runAgain(stage);
		progress.line();
		summary(outcome).forEach((line) => progress.line(line));
		progress.line();
		progress.line(verdict(progress, began));
		whereToLook(server.url, options).forEach((line) => progress.line(line));
		if (!options.once) await untilInterrupted();
	} finally {
		await server.stop();
	}
	return progress.failures.length === 0 ? 0 : 1;
}

async function setUp(options: StartOptions, progress: Progress): Promise<{ server: N8nServer; stage: Stage }> {
	const { port } = options;
	await requireFreePorts({ n8n: port, "n8n's task broker": port + 1, 'the ad platform': port + 3 });
	if (options.fresh) clearRun();
	await progress.step(`n8n ${hostVersion()}, pinned in demo/host`, installHost, () => 'installed');
	await progress.step("This package, packed and installed with n8n's own steps, no registry reachable", putPackage);
	const truth = await progress.step('The sample shop', () => Promise.resolve(sample(progress)), tellSample);
	const platform = await progress.step(
		'An ad platform stand-in',
		() => startAdPlatform(port + 3, PLATFORM_FILE),
		({ url }) => url,
	);
	const server = await progress.step(
		'Starting n8n',
		() => start(options),
		({ url }) => url,
	);
	const client = new N8nClient(server.url);
	await client.login();
	const storeFile = join(STORE_FOLDER, 'store.db');
	const ordersFile = options.data;
	return {
		server,
		stage: { client, platformUrl: platform.url, shopFolder: SHOP_FOLDER, storeFile, truth, progress, ordersFile },
	};
}

async function putPackage(): Promise<void> {
	const tarball = await packPackage(join(RUN_FOLDER, 'package'), logFile(RUN_FOLDER, 'pack'));
	await installPackage(tarball, USER_FOLDER, logFile(RUN_FOLDER, 'install'));
}

function sample(progress: Progress): Truth {
	const now = Date.now();
	const existing = existingTruth(now);
	if (existing) return existing;
	if (existsSync(STORE_FOLDER))
		progress.note('the windows of the former sample have moved on, so it and its store are made anew');
	return makeSample(now);
}

function tellSample(truth: Truth): string {
	const { people, clicks, orders, anonymousBrowsers } = truth;
	return `${count(people)} customers, ${count(anonymousBrowsers)} anonymous browsers, ${count(clicks.lines)} clicks, ${count(orders.rows)} order lines`;
}

function start({ port, data }: StartOptions): Promise<N8nServer> {
	const folders = [SHOP_FOLDER, ...(data === undefined ? [] : [dirname(data)])];
	const env = { N8N_RESTRICT_FILE_ACCESS_TO: folders.join(';') };
	return startN8n({ userFolder: USER_FOLDER, port, log: logFile(RUN_FOLDER, 'n8n'), env });
}

function verdict({ failures }: Progress, began: number): string {
	const took = `${Math.round((Date.now() - began) / 1000)} s`;
	if (failures.length === 0) return `Done in ${took}: everything is as it should be.`;
	return [
		`Done in ${took}, and ${failures.length} comparisons do not hold:`,
		...failures.map((failure) => `  ${failure}`),
	].join('\n');
}

function untilInterrupted(): Promise<void> {
	return new Promise((resolve) => {
		process.once('SIGINT', () => resolve());
		process.once('SIGTERM', () => resolve());
	});
}
