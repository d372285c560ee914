import { N8nClient } from '../../demo/n8n/client';
import { placesOf } from '../../demo/start/places';
import { loadWorkflows, manualTriggerOf } from '../../demo/start/workflows';
import type { SampleWorkflow } from '../../demo/start/workflows';
import { sharedHost } from './host';

const host = sharedHost();
const WEBHOOK = `${host.n8nUrl}/webhook/personalise`;
let client: N8nClient;
let workflow: SampleWorkflow;

beforeAll(async () => {
	client = new N8nClient(host.n8nUrl);
	await client.login();
	const found = (await loadWorkflows(client, placesOf(host))).find(({ file }) => file === 'personalise-first-visit');
	if (!found) throw new Error('There is no workflows/personalise-first-visit.json');
	workflow = found;
}, 120_000);

afterAll(() => client.deactivate(workflow.id));

interface Decision {
	variant: string;
	content: { title: string };
	reason: string;
	late: boolean;
	interests?: unknown;
}

async function visit(body: object): Promise<{ status: number; decision: Decision }> {
	const response = await fetch(WEBHOOK, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	const text = await response.text();
	return { status: response.status, decision: (response.ok ? JSON.parse(text) : {}) as Decision };
}

/** A published webhook answers a little later. */
async function untilAnswering(): Promise<void> {
	for (let tries = 0; tries < 100; tries++) {
		if ((await visit({})).status === 200) return;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	throw new Error(`${WEBHOOK} does not answer`);
}

describe('The template "Personalise a first visit" on the real n8n', () => {
	it('saves its rules by hand', async () => {
		const execution = await client.run(workflow, manualTriggerOf(workflow) ?? '');
		expect([execution.status, execution.error]).toEqual(['success', undefined]);
		expect(execution.items('Save Banner')).toMatchObject([{ key: 'home-banner', variants: 3, active: true }]);
	}, 120_000);

	it('answers a first visit by the page alone, and tells nothing personal', async () => {
		await client.activate(workflow);
		await untilAnswering();
		const campaign = await visit({ anonymousId: 'first-1', url: 'https://shop.example/?utm_campaign=spring' });
		expect(campaign.decision).toMatchObject({ variant: 'spring', content: { title: 'Spring sale' }, late: false });
		expect(campaign.decision).not.toHaveProperty('interests');
		expect((await visit({ anonymousId: 'first-2', category: 'bikes' })).decision.variant).toBe('bikes');
		const plain = await visit({ anonymousId: 'first-3', url: 'https://shop.example/' });
		expect(plain.decision).toMatchObject({ variant: 'fallback', content: { title: 'Welcome to the shop' } });
	}, 120_000);
});
