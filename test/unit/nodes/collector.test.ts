import type { IWebhookFunctions } from 'n8n-workflow';
import { resolveWebhookDescriptionField } from 'n8n-workflow';
import type { CollectRequest } from '../../../collector';
import { CdpCollectorTrigger } from '../../../nodes/CdpCollectorTrigger/CdpCollectorTrigger.node';
import { collectPath } from '../../../nodes/CdpCollectorTrigger/paths';
import { fakeCdp } from './fakeCdp';

const mockOpenCdp = jest.fn();
const mockHandle = jest.fn();
jest.mock('../../../index', () => ({
	...jest.requireActual<object>('../../../index'),
	openCdp: (...args: unknown[]) => mockOpenCdp(...args) as unknown,
}));
jest.mock('../../../collector', () => ({
	createState: () => ({}),
	shareCommits: (cdp: unknown) => cdp,
	handleCollect: (...args: unknown[]) => mockHandle(...args) as unknown,
}));

const accepted = [
	{ type: 'track', event: 'Order Completed', messageId: '1' },
	{ type: 'track', event: 'Product Viewed', messageId: '2' },
	{ type: 'page', name: 'Home', messageId: '3' },
];

interface Setup {
	parameters?: Record<string, unknown>;
	mode?: string;
	request?: object;
	credentials?: Record<string, unknown>;
}

/** One request to the webhook; answers with what was sent back and what starts the workflow. */
async function call({ parameters = {}, mode = 'webhook', request = {}, credentials }: Setup = {}) {
	const sent: { status?: number; headers?: object; body?: unknown } = {};
	const response = {
		status: (status: number) => (Object.assign(sent, { status }), response),
		set: (headers: object) => (Object.assign(sent, { headers }), response),
		end: (body: unknown) => (Object.assign(sent, { body }), response),
	};
	const asked = Object.assign(
		{
			method: 'POST',
			path: '/webhook/cdp/v1/batch',
			query: {},
			headers: { origin: 'x', list: ['a'] },
			body: { batch: [] },
		},
		{ socket: { remoteAddress: '127.0.0.1' } },
		request,
	);
	const context = {
		getNode: () => ({ name: 'Collector', ...(credentials ? { credentials: { cdpCollectorApi: {} } } : {}) }),
		getCredentials: async () => credentials,
		getMode: () => mode,
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getRequestObject: () => asked,
		getResponseObject: () => response,
		logger: { error: jest.fn() },
	};
	const type = new CdpCollectorTrigger();
	return { sent, result: await type.webhook.call(context as unknown as IWebhookFunctions) };
}

const started = ({ result }: Awaited<ReturnType<typeof call>>) =>
	result.workflowData?.[0]?.map(({ json }) => json.messageId);

describe('CDP Collector Trigger', () => {
	beforeEach(() => {
		mockOpenCdp.mockReset().mockResolvedValue(fakeCdp({ ingest: {} }));
		mockHandle.mockReset().mockResolvedValue({ status: 200, headers: { a: 'b' }, body: 'ok', accepted });
	});

	it('answers for itself and starts nothing by default', async () => {
		const { sent, result } = await call();
		expect(sent).toEqual({ status: 200, headers: { a: 'b' }, body: 'ok' });
		expect(result).toEqual({ noWebhookResponse: true });
	});

	it('starts the workflow for the chosen events only', async () => {
		const parameters = { start: 'chosen', events: ['$page'], furtherEvents: 'Order Completed, Other' };
		expect(started(await call({ parameters }))).toEqual(['1', '3']);
		expect(started(await call({ parameters: { ...parameters, events: [], furtherEvents: '' } }))).toBeUndefined();
	});

	it('shows every event in a test run', async () => {
		expect(started(await call({ mode: 'manual' }))).toEqual(['1', '2', '3']);
	});

	it('hands the request on with keys, origins and the source', async () => {
		const parameters = { options: { origins: 'https://a.example, https://b.example', source: 'shop' } };
		await call({ parameters, credentials: { writeKey: 'w', publicKey: '' } });
		const [request, deps] = mockHandle.mock.calls[0] as [CollectRequest, object];
		expect(request).toEqual({
			method: 'POST',
			path: '/v1/batch',
			query: {},
			headers: { origin: 'x' },
			body: { batch: [] },
			ip: '127.0.0.1',
		});
		expect(deps).toMatchObject({
			writeKey: 'w',
			source: 'shop',
			allowedOrigins: ['https://a.example', 'https://b.example'],
		});
		expect(deps).not.toHaveProperty('publicKey');
	});

	it('reads bodies of a content type that n8n leaves alone', async () => {
		class Request {
			rawBody?: Buffer;
			body = undefined;
			async readRawBody() {
				this.rawBody = Buffer.from('{}');
			}
		}
		const request = new Request();
		await call({ request: Object.assign(request, { readRawBody: request.readRawBody }) });
		expect((mockHandle.mock.calls[0] as [CollectRequest])[0].body).toEqual(Buffer.from('{}'));
	});

	it('asks the sender to come again when the store does not answer', async () => {
		mockOpenCdp.mockRejectedValue(new TypeError('no disk'));
		const { sent, result } = await call();
		expect(sent).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
		expect(result).toEqual({ noWebhookResponse: true });
	});

	it("resolves each of its paths without n8n's expression engine", () => {
		const { webhooks = [] } = new CdpCollectorTrigger().description;
		const node = { parameters: { path: 'shop' } };
		const paths = webhooks.map((webhook) => resolveWebhookDescriptionField(node, webhook, 'path'));
		expect(paths).toContainEqual({ resolved: true, value: 'shop/v1/batch' });
		expect(paths.every(({ resolved }) => resolved)).toBe(true);
		expect(new Set(webhooks.map(({ httpMethod, path }) => `${httpMethod} ${path}`)).size).toBe(webhooks.length);
	});

	it.each([
		['/webhook/cdp/v1/s', '/v1/s'],
		['/webhook/cdp/v1/screen/', '/v1/screen'],
		['/webhook-test/a/b/v1/pixel.gif', '/v1/pixel.gif'],
		['/webhook/cdp', '/healthz'],
	])('takes %s for %s', (path, expected) => {
		expect(collectPath(path)).toBe(expected);
	});
});
