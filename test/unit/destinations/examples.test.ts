import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../../core/delivery/config';
import { converse } from '../../../core/delivery/converse';
import type { Destination, Verdict } from '../../../core/delivery/destination';
import { EXAMPLE_KINDS, type DestinationExample } from '../../../core/delivery/example';
import { withheld } from '../../../core/delivery/gate';
import { prepare, unusable } from '../../../core/delivery/person';
import { tokenHolder } from '../../../core/delivery/tokens';
import type { DeliveryChange, OutgoingRequest } from '../../../core/model/delivery';
import { destinations } from '../../../destinations/registry';
import { transport } from '../../../engine/transport';
import { Recorder } from './recorder';

const clock = { now: () => Date.UTC(2026, 5, 1) };
const all = destinations.map(
	(destination): { destination: Destination; slug: string; examples: DestinationExample[] } => ({
		destination,
		slug: destination.slug,
		// eslint-disable-next-line @typescript-eslint/no-require-imports -- the harness finds examples by folder
		examples: (require(`../../../destinations/${destination.slug}/examples`) as { examples: DestinationExample[] })
			.examples,
	}),
);
/** Not a platform with an API of its own: its examples need not show every kind. */
const GENERAL = ['webhook', 'file', 's3', 'sftp'];

/** The path of an address: what stays the same when the base URL leads to the recorder. */
const pathOf = (url: string) => url.replace(/^https?:\/\/[^/?#]+/, '') || '/';

/** Runs an example as the engine does: gate, identifiers, exchange; over the real network stack to the recorder. */
async function run(
	destination: Destination,
	example: DestinationExample,
	address: string,
	requests: OutgoingRequest[] = [],
) {
	const { action } = example;
	const changes = example.changes.map((change): DeliveryChange => ({ segment: '', traits: {}, ...change, action }));
	const config = readConfig(destination, example.config);
	const region = typeof config['region'] === 'string' ? { region: config['region'] } : {};
	const verdicts: DestinationExample['verdicts'] = [];
	const open = changes.flatMap((change, at) => {
		const why = GENERAL.includes(destination.slug) ? undefined : withheld(change, destination.consent);
		const person = prepare(change, destination, region);
		const nobody = unusable(person, destination);
		if (why !== undefined) verdicts[at] = { outcome: 'withheld', reason: why };
		else if (nobody !== undefined) verdicts[at] = { outcome: 'refused', reason: nobody };
		else return [{ at, person }];
		return [];
	});
	if (open.length === 0) return verdicts;
	const batch = {
		action,
		people: open.map(({ person }) => person),
		config: { ...config, baseUrl: address, allowPrivate: true },
		idempotencyKey: 'batch-1',
		now: clock.now(),
	};
	const turn = async (request: OutgoingRequest) => void requests.push(request);
	const line = { transport: { ...transport, sleep: async () => undefined }, clock, tokens: tokenHolder(clock), turn };
	const said = await converse(line, destination, batch);
	open.forEach(({ at }, i) => (verdicts[at] = said.verdicts[i] as Verdict));
	return verdicts;
}

describe.each(all)('$slug', ({ destination, examples, slug }) => {
	const recorder = new Recorder();
	let address = '';
	beforeAll(async () => void (address = await recorder.start()));
	afterAll(() => recorder.stop());

	if (examples.length === 0)
		return it('has its first example', () => {
			throw new Error(`Write the first example in destinations/${slug}/examples.ts.`);
		});

	it.each(examples)('$title', async (example) => {
		if (destination.transport === 'file') return fileExample(destination, example);
		recorder.answer(example.exchange.map(({ reply }) => reply));
		const requests: OutgoingRequest[] = [];
		const verdicts = await run(destination, example, address, requests);
		expect(requests).toEqual(example.exchange.map(({ request }) => request));
		expect(recorder.seen.map(({ method, path: at, body }) => ({ method, path: at, body }))).toEqual(
			example.exchange.map(({ request: { method, url, body } }) => ({ method, path: pathOf(url), body })),
		);
		example.exchange.forEach(({ request }, i) => expect(recorder.seen[i]?.headers).toMatchObject(request.headers));
		expect(verdicts).toEqual(example.verdicts);
	});

	it('is complete: a name, a description, and required fields that are asked for', () => {
		expect(destination.description.length).toBeGreaterThan(10);
		expect(Object.isFrozen(destination)).toBe(true);
		expect(destination.fields.every((field) => field.label && field.description)).toBe(true);
		expect(destination.kinds.length).toBeGreaterThan(0);
		const secrets = destination.fields.some(({ type }) => type === 'secret');
		expect(secrets).toBe(destination.credential !== undefined);
	});

	it('shows in its examples what happens in every case', () => {
		if (GENERAL.includes(slug)) return expect(examples.length).toBeGreaterThan(1);
		const shown = new Set(examples.map(({ shows }) => shows));
		// What only knows events has nobody to remove.
		const wanted = EXAMPLE_KINDS.filter(
			(kind) => kind !== 'removal' || destination.kinds.some((one) => one !== 'events'),
		);
		expect(wanted.filter((kind) => !shown.has(kind))).toEqual([]);
	});
});

async function fileExample(destination: Destination, example: DestinationExample): Promise<void> {
	const folder = mkdtempSync(path.join(tmpdir(), 'cdp-example-'));
	const file = path.join(folder, 'out');
	const written = { ...example, config: { ...example.config, path: file } };
	expect(await run(destination, written, '')).toEqual(example.verdicts);
	const lines = example.exchange.map(({ request: { headers, body } }) =>
		headers['header'] ? `${headers['header']}\n${body}` : body,
	);
	expect(readFileSync(file, 'utf8')).toBe(lines.join(''));
	rmSync(folder, { recursive: true });
}

describe('the way out', () => {
	it('refuses private addresses, by name and by number, and what is no web address', async () => {
		const call = (url: string) =>
			transport.http({ method: 'GET', url, headers: {}, body: '', timeoutMs: 1_000, allowPrivate: false });
		for (const url of [
			'http://127.0.0.1:1/',
			'http://localhost/',
			'http://10.1.2.3/',
			'http://169.254.169.254/latest',
			'http://[::1]/',
			'http://[::ffff:127.0.0.1]/',
			'http://0x7f000001/',
			'http://2130706433/',
		]) {
			await expect(call(url)).rejects.toMatchObject({ code: 'PRIVATE_ADDRESS' });
		}
		for (const url of ['file:///etc/passwd', 'nonsense', 'ftp://example.com'])
			await expect(call(url)).rejects.toMatchObject({ code: 'URL' });
	});

	it('says in plain words when nobody answers', async () => {
		await expect(
			transport.http({
				method: 'GET',
				url: 'http://127.0.0.1:9/',
				headers: {},
				body: '',
				timeoutMs: 1_000,
				allowPrivate: true,
			}),
		).rejects.toMatchObject({ code: 'NO_ANSWER', retry: true });
	});

	it('writes whole lines and the header once', async () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'cdp-append-'));
		const file = path.join(folder, 'a', 'b.csv');
		await transport.append(file, '1\n', 'head');
		await transport.append(file, '2\n', 'head');
		expect(readFileSync(file, 'utf8')).toBe('head\n1\n2\n');
		await expect(transport.append(path.join(file, 'x'), '1\n', '')).rejects.toMatchObject({ code: 'FILE_WRITE' });
		rmSync(folder, { recursive: true });
	});
});
