import { startAdPlatform } from '../../../demo/ad-platform/server';
import type { AdPlatform } from '../../../demo/ad-platform/server';

let platform: AdPlatform;
beforeEach(async () => (platform = await startAdPlatform(0)));
afterEach(() => platform.close());

async function send(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return fetch(`${platform.url}/audiences`, { method: 'POST', headers, body: text });
}

const change = (key: string) => ({ key, identifiers: [{ type: 'email', value: `${key}@mail.example` }], traits: {} });

describe('The ad platform stand-in', () => {
	it('holds what was added and not removed', async () => {
		await send({ action: 'add', segment: 'fans', changes: [change('p1'), change('p2')] });
		await send({ action: 'remove', segment: 'fans', changes: [{ key: 'p1' }] });
		expect(Object.keys(platform.audiences['fans'] ?? {})).toEqual(['p2']);
		expect(platform.accepted).toBe(2);
	});

	it('does a request once, however often it is sent with the same idempotency key', async () => {
		const request = { action: 'add', segment: 'fans', changes: [change('p1')] };
		await send(request, { 'idempotency-key': 'k1' });
		await send(request, { 'idempotency-key': 'k1' });
		expect([platform.accepted, platform.repeated]).toEqual([1, 1]);
	});

	it('fails when told to, then works again', async () => {
		platform.failNext(429, 500);
		const statuses = [];
		for (let i = 0; i < 3; i++)
			statuses.push((await send({ action: 'add', segment: 'fans', changes: [change('p1')] })).status);
		expect(statuses).toEqual([429, 500, 200]);
	});

	it('refuses what is no push', async () => {
		expect((await send('not json')).status).toBe(400);
		expect((await send({ action: 'add' })).status).toBe(400);
	});
});
