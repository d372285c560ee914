import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Audiences } from '../ad-platform/audiences';
import { N8nFailed } from '../n8n/server';
import type { Execution, N8nClient } from '../n8n/client';
import type { Truth } from '../shop/truth';
import { compareAudience, compareNumber } from './checks';
import { sendClicks, untilListening } from './clicks';
import { fileReports, tellReports } from './ingest';
import type { FileReport } from './ingest';
import { placesOf } from './places';
import { count } from './progress';
import type { Progress } from './progress';
import { cdp } from './store';
import type { Stats } from './store';
import { collectorOf, loadWorkflows, manualTriggerOf } from './workflows';
import type { SampleWorkflow } from './workflows';

/** Where a run of the sample happens. */
export interface Stage {
	client: N8nClient;
	platformUrl: string;
	shopFolder: string;
	storeFile: string;
	truth: Truth;
	/** An orders file in place of the sample's. */
	ordersFile?: string;
	progress: Progress;
}

/** What CDP Destination puts out. */
export interface Push {
	sync: string;
	added: number;
	updated: number;
	removed: number;
	unchanged: number;
	withheld: Record<string, number>;
	refused: Record<string, number>;
	pending: number;
	requests: number;
}

export interface PlatformState {
	sizes: Record<string, number>;
	accepted: number;
	repeated: number;
	failed: number;
	audiences: Audiences;
}

export interface Outcome {
	stats: Stats;
	files: FileReport[];
	pushes: Push[];
	platform: PlatformState;
	calls: number;
	/** Somebody has added people since the sample was made, for instance with the templates about identity. */
	hasOthers: boolean;
}

/** The main job on the real n8n: files in, clicks in, segments and audiences out to the platform, all compared with the truth. */
export async function runSample(stage: Stage): Promise<Outcome> {
	const { client, progress } = stage;
	const before = existsSync(stage.storeFile) ? (await cdp<Stats>(stage.storeFile, 'stats')).known : 0;
	const load = () => loadWorkflows(client, placesOf(stage));
	const flows = await progress.step('Loading the sample workflows into n8n', load, (all) => `${all.length} workflows`);
	const files = await progress.step('Nightly files: customers, consents, orders, partner data, costs', () =>
		runByHand(stage, flows, 'ingest-files'),
	);
	tellReports(progress, files);
	const collector = named(flows, 'collect-events');
	const clicks = await progress.step(
		"The site's clicks, in batches of 100 to n8n's webhook",
		async () => {
			await client.activate(collector);
			const url = `${client.url}/webhook/${collectorOf(collector)?.path ?? 'cdp'}`;
			await untilListening(url);
			return sendClicks(join(stage.shopFolder, 'clicks.ndjson'), url);
		},
		({ calls, requests, ms }) =>
			`${count(calls)} calls, ${stage.truth.clicks.repeated} of them twice, in ${count(requests)} requests (${count(Math.round(calls / (ms / 1000)))} calls a second)`,
	);
	const people = await progress.step('Segments of people, and the difference to the ad platform', () =>
		runByHand(stage, flows, 'nightly-segments-to-destination'),
	);
	const browsers = await progress.step('Cookie audience of browsers, and the difference to the ad platform', () =>
		runByHand(stage, flows, 'cookie-audience'),
	);
	const stats = await cdp<Stats>(stage.storeFile, 'stats');
	const platform = await platformState(stage.platformUrl);
	return {
		stats,
		platform,
		files: [...fileReports(files).values()],
		pushes: [...pushesOf(people), ...pushesOf(browsers)],
		calls: clicks.calls,
		hasOthers: before > stage.truth.people,
	};
}

/** The same workflows once more: nothing has changed, so the platform must not hear from us. */
export async function runAgain(stage: Stage): Promise<void> {
	const { client, progress, platformUrl } = stage;
	const before = await platformState(platformUrl);
	await progress.step('The same night once more', async () => {
		const flows = await loadWorkflows(client, placesOf(stage));
		for (const flow of ['ingest-files', 'nightly-segments-to-destination', 'cookie-audience'])
			await runByHand(stage, flows, flow);
	});
	const after = await platformState(platformUrl);
	progress.check(
		'sent to the ad platform the second time',
		after.accepted === before.accepted,
		`${after.accepted - before.accepted} requests`,
	);
}

/** Compares what came out with what the generator knows. */
export function checkSample(stage: Stage, outcome: Outcome): void {
	const { progress, truth } = stage;
	const check = (what: string, { holds, detail }: { holds: boolean; detail: string }) =>
		progress.check(what, holds, detail);
	// Only the sample's own orders have a truth; with others the segments that count orders are as large as they are.
	const isOwn = stage.ordersFile === undefined;
	const keys = isOwn ? Object.keys(truth.pushable) : ['berlin-cyclists', 'bike-fans'];
	for (const key of keys) {
		check(`members of ${key}`, compareNumber(outcome.stats.segments[key], truth.segments[key]?.length ?? 0));
		check(`${key} at the ad platform`, compareAudience(outcome.platform.audiences, truth, key));
	}
	if (outcome.hasOthers) progress.note('people were added since, so people and profiles are not counted');
	const isCounted = isOwn && !outcome.hasOthers;
	if (isCounted)
		check(
			'people known by name, the kiosk not making two of them one',
			compareNumber(outcome.stats.known, truth.people),
		);
	if (isCounted) check('profiles without a name', compareNumber(outcome.stats.anonymous, truth.anonymous));
	const refused = outcome.pushes.reduce((sum, push) => sum + total(push.refused) + push.pending, 0);
	check('refused by the ad platform', compareNumber(refused, 0));
}

export function total(counts: Record<string, number>): number {
	return Object.values(counts).reduce((sum, number) => sum + number, 0);
}

async function runByHand(stage: Stage, flows: SampleWorkflow[], file: string): Promise<Execution> {
	const flow = named(flows, file);
	const execution = await stage.client.run(flow, manualTriggerOf(flow) ?? 'Run by Hand');
	if (execution.status === 'success') return execution;
	throw new N8nFailed(
		`The workflow "${flow.name}" ended as ${execution.status}: ${execution.error ?? 'no reason given'}`,
	);
}

function named(flows: SampleWorkflow[], file: string): SampleWorkflow {
	const flow = flows.find((one) => one.file === file);
	if (!flow) throw new N8nFailed(`There is no workflows/${file}.json`);
	return flow;
}

function pushesOf(execution: Execution): Push[] {
	const items = execution.nodes().flatMap((node) => execution.items(node) as unknown as Push[]);
	return items.filter((item) => typeof item.sync === 'string' && typeof item.added === 'number');
}

export async function platformState(url: string): Promise<PlatformState> {
	return (await (await fetch(`${url}/state`)).json()) as PlatformState;
}
