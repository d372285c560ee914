import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Analytics } from '@segment/analytics-node';
import { N8nClient } from '../../demo/n8n/client';
import { untilListening } from '../../demo/start/clicks';
import { cdp } from '../../demo/start/store';
import type { Stats } from '../../demo/start/store';
import { sharedHost } from './host';

interface ProfileJson {
	id: string;
	identifiers: Array<{ type: string; value: string }>;
	traits: Record<string, unknown>;
	events: number;
}

const host = sharedHost();
/** A store of its own, so that the sample's numbers stay the sample's. */
const storeFile = join(host.folder, 'segment-client.db');
const PATH = '/webhook/segment-client';
let collectorUrl: string;
let cleanUp: (() => Promise<void>) | undefined;

beforeAll(async () => {
	const client = new N8nClient(host.n8nUrl);
	await client.login();
	const store = await client.saveCredential('Segment client store', 'cdpStoreApi', {
		engine: 'sqlite',
		file: storeFile,
	});
	const workflow = await client.saveWorkflow(collectorWorkflow(store));
	await client.activate(workflow);
	cleanUp = async () => {
		await client.deactivate(workflow.id);
		// The editor chooses a lone credential by itself: the next test's nodes shall not find this one.
		await client.ask('DELETE', `/rest/credentials/${store.id}`);
	};
	collectorUrl = host.n8nUrl + PATH;
	await untilListening(collectorUrl);
});

afterAll(() => cleanUp?.());

function collectorWorkflow(store: { id: string; name: string }) {
	const node = {
		id: randomUUID(),
		name: 'Collect',
		type: 'n8n-nodes-cdp.cdpCollectorTrigger',
		typeVersion: 1.1,
		position: [0, 0],
		webhookId: randomUUID(),
		parameters: { path: 'segment-client' },
		credentials: { cdpStoreApi: store },
	};
	return { name: 'Collect from the Segment client', nodes: [node], connections: {}, settings: {} };
}

describe("Segment's own client, pointed at n8n's webhook", () => {
	it('delivers identify, track, page, group and alias', async () => {
		const analytics = new Analytics({ writeKey: 'any', host: host.n8nUrl, path: `${PATH}/v1/batch`, maxRetries: 1 });
		const errors: unknown[] = [];
		analytics.on('error', (error) => errors.push(error));
		analytics.identify({ userId: 'u1', anonymousId: 'a1', traits: { email: 'ann@mail.example', city: 'Köln' } });
		analytics.track({ userId: 'u1', event: 'Order Completed', properties: { revenue: 20 } });
		analytics.page({ anonymousId: 'a1', name: 'Home' });
		analytics.group({ userId: 'u1', groupId: 'g1', traits: { name: 'Cyclists' } });
		analytics.alias({ userId: 'u1', previousId: 'a0' });
		await analytics.closeAndFlush({ timeout: 20_000 });
		expect(errors).toEqual([]);
		const profile = await cdp<ProfileJson>(storeFile, 'profile', 'email:ann@mail.example');
		expect(profile.events).toBe(5);
		expect(profile.traits).toMatchObject({ city: 'Köln' });
		expect(profile.identifiers).toEqual(
			expect.arrayContaining([expect.objectContaining({ type: 'user_id', value: 'u1' })]),
		);
	}, 60_000);

	it('counts a call once, however often it is sent', async () => {
		const call = { messageId: 'twice', anonymousId: 'a9', event: 'Product Viewed' };
		for (let i = 0; i < 3; i++) expect((await post('/v1/track', JSON.stringify(call))).status).toBe(200);
		expect((await cdp<Stats>(storeFile, 'stats')).events).toBe(6);
	}, 60_000);

	it('answers what it cannot take with the field and the reason', async () => {
		const refused = await post('/v1/track', JSON.stringify({ anonymousId: 'a9' }));
		expect(refused.status).toBe(400);
		expect(await refused.text()).toContain('event');
		expect((await post('/v1/track', '{not json')).status).toBeLessThan(500);
	});

	it('answers the pixel with a picture', async () => {
		const pixel = await fetch(`${collectorUrl}/v1/pixel.gif?anonymousId=a9&event=Mail%20Opened`);
		expect([pixel.status, pixel.headers.get('content-type')]).toEqual([200, 'image/gif']);
	});
});

function post(path: string, body: string): Promise<Response> {
	return fetch(collectorUrl + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}
