import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Destination } from '../../../core/delivery/destination';
import type { DestinationExample } from '../../../core/delivery/example';
import { destinations } from '../../../destinations/registry';
import { transport } from '../../../engine/transport';

const all = destinations.map(
	(destination): { destination: Destination; slug: string; examples: DestinationExample[] } => ({
		destination,
		slug: destination.slug,
		// eslint-disable-next-line @typescript-eslint/no-require-imports -- the harness finds examples by folder
		examples: (require(`../../../destinations/${destination.slug}/examples`) as { examples: DestinationExample[] })
			.examples,
	}),
);

/** Records the bytes on the wire and answers as the example says. */
class Recorder {
	seen: Array<{ method: string; headers: IncomingHttpHeaders; body: string }> = [];
	reply: DestinationExample['reply'] = { status: 200, headers: {}, body: '' };
	private readonly server: Server = createServer((req, res) => {
		const chunks: Buffer[] = [];
		req.on('data', (chunk: Buffer) => chunks.push(chunk));
		req.on('end', () => {
			this.seen.push({ method: req.method ?? '', headers: req.headers, body: Buffer.concat(chunks).toString('utf8') });
			res.writeHead(this.reply.status, this.reply.headers).end(this.reply.body);
		});
	});
	start = () =>
		new Promise<string>((done) =>
			this.server.listen(0, '127.0.0.1', () =>
				done(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`),
			),
		);
	stop = () => new Promise((done) => this.server.close(done));
}

describe.each(all)('$slug', ({ destination, examples }) => {
	const recorder = new Recorder();
	let address = '';
	beforeAll(async () => void (address = await recorder.start()));
	afterAll(() => recorder.stop());

	it.each(examples)('$title', async ({ action, config, changes, request, reply, verdicts }) => {
		const batch = {
			action,
			config,
			idempotencyKey: 'batch-1',
			changes: changes.map((change) => ({ ...change, action })),
		};
		const built = destination.request(batch);
		expect(built).toEqual(request);
		recorder.reply = reply;
		const answer =
			destination.transport === 'http'
				? await transport.http({ ...built, url: address, timeoutMs: 5_000, allowPrivate: true })
				: reply;
		expect(destination.read(answer, batch)).toEqual(verdicts);
		if (destination.transport !== 'http') return;
		const sent = recorder.seen.at(-1);
		expect(sent).toMatchObject({ method: request.method, body: request.body, headers: request.headers });
	});

	it('is complete: a name, a description, and required fields that are asked for', () => {
		expect(destination.description.length).toBeGreaterThan(10);
		expect(Object.isFrozen(destination)).toBe(true);
		expect(destination.fields.every((field) => field.label && field.description)).toBe(true);
	});
});

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
