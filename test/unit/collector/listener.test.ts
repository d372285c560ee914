import { connect } from 'node:net';
import { Analytics } from '@segment/analytics-node';
import { startCollector, type Collector } from '../../../collector';
import { basic, fakeCdp, SECRET } from './fakeCdp';

const started: Collector[] = [];
const start = async (behaviour?: () => Promise<void>, more = {}) => {
	const fake = fakeCdp(behaviour);
	const collector = await startCollector({ cdp: fake.cdp, port: 0, writeKey: SECRET, source: 'collector', ...more });
	started.push(collector);
	return { ...fake, collector };
};
const send = (url: string, body: string | Buffer, headers = {}) =>
	fetch(`${url}/v1/track`, {
		method: 'POST',
		body: typeof body === 'string' ? body : new Uint8Array(body),
		headers: { authorization: basic(SECRET), ...headers },
	});
const CALL = JSON.stringify({ userId: 'u1', event: 'A' });

afterEach(async () => {
	for (const collector of started.splice(0)) await collector.close();
});

describe('The collector as a server', () => {
	it("takes what Segment's own library sends", async () => {
		const { calls, collector, batches } = await start();
		const analytics = new Analytics({ writeKey: SECRET, host: collector.url, flushAt: 3 });
		analytics.identify({ userId: 'u1', traits: { email: 'ann@example.com' } });
		analytics.track({ userId: 'u1', event: 'Signed Up', properties: { plan: 'pro' } });
		analytics.page({ anonymousId: 'a1', name: 'Home' });
		analytics.screen({ anonymousId: 'a1', name: 'Start' });
		analytics.group({ userId: 'u1', groupId: 'g1', traits: { name: 'ACME' } });
		analytics.alias({ userId: 'u1', previousId: 'a1' });
		await analytics.closeAndFlush();
		expect(
			calls()
				.map((call) => call['type'])
				.sort(),
		).toEqual(['alias', 'group', 'identify', 'page', 'screen', 'track']);
		expect(batches.every(({ origin }) => origin.verified)).toBe(true);
		expect(calls().every((call) => typeof call['messageId'] === 'string')).toBe(true);
	});

	it('answers 413 to a body that is too large, and works on', async () => {
		const { collector } = await start();
		const large = await send(collector.url, Buffer.alloc(12 * 1024 * 1024, 0x20));
		expect([large.status, (await large.json()) as object]).toEqual([413, expect.objectContaining({ field: '(body)' })]);
		expect((await send(collector.url, CALL)).status).toBe(200);
	});

	it('answers 429 with Retry-After while too many bytes are waiting', async () => {
		let release = (): void => undefined;
		const held = new Promise<void>((resolve) => (release = resolve));
		const { collector } = await start(() => held, { maxBytesInFlight: 1_000 });
		const first = send(collector.url, CALL);
		await new Promise((resolve) => setTimeout(resolve, 50));
		const second = await send(
			collector.url,
			JSON.stringify({ userId: 'u', event: 'A', properties: { text: 'x'.repeat(2_000) } }),
		);
		expect([second.status, second.headers.get('retry-after')]).toEqual([429, '1']);
		release();
		expect((await first).status).toBe(200);
	});

	it('answers what is under way before it closes', async () => {
		const { collector, calls } = await start(() => new Promise((resolve) => setTimeout(resolve, 100)));
		const answers = [send(collector.url, CALL), send(collector.url, CALL)];
		await new Promise((resolve) => setTimeout(resolve, 30));
		await collector.close();
		expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200]);
		expect(calls()).toHaveLength(2);
	});

	it('survives senders that go away in the middle', async () => {
		const { collector } = await start();
		const { port } = new URL(collector.url);
		await new Promise<void>((resolve) => {
			const socket = connect(Number(port), '127.0.0.1', () => {
				socket.write('POST /v1/track HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"a":');
				setTimeout(() => socket.destroy(), 20);
			});
			socket.on('close', () => resolve());
		});
		expect((await send(collector.url, CALL)).status).toBe(200);
	});

	it('answers the pixel and the health check', async () => {
		const { collector, calls } = await start();
		const pixel = await fetch(
			`${collector.url}/v1/pixel.gif?writeKey=${SECRET}&userId=u1&event=Email+Opened&n=%F0%9F%9A%B2`,
		);
		expect([pixel.headers.get('content-type'), (await pixel.arrayBuffer()).byteLength]).toEqual(['image/gif', 43]);
		expect(calls()).toEqual([expect.objectContaining({ event: 'Email Opened', properties: { n: '🚲' } })]);
		expect(await (await fetch(`${collector.url}/healthz`)).json()).toMatchObject({ status: 'ok', accepted: 1 });
		expect((await fetch(`${collector.url}/healthz`, { method: 'HEAD' })).status).toBe(200);
	});

	it('listens beyond this machine only with a key', async () => {
		const { cdp } = fakeCdp();
		await expect(startCollector({ cdp, host: '0.0.0.0', port: 0, source: 'collector' })).rejects.toMatchObject({
			code: 'COLLECT_KEY',
		});
	});

	it('says when the port is taken', async () => {
		const { collector } = await start();
		const port = Number(new URL(collector.url).port);
		await expect(startCollector({ cdp: fakeCdp().cdp, port, source: 'collector' })).rejects.toMatchObject({
			code: 'PORT_TAKEN',
		});
	});
});
