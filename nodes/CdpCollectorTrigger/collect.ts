import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { handleCollect } from '../../collector';
import type { CollectDeps, CollectRequest, CollectResponse } from '../../collector';
import { splitList } from '../shared/conditions/comparison';
import { toItems } from '../shared/operation';
import { openStore } from '../shared/store';
import { collectorOf } from './collectorOf';
import { collectPath } from './paths';
import { startingCalls } from './startEvents';
import type { StartRule } from './startEvents';

/** What we use of the Express request that n8n hands on. */
interface WebhookRequest {
	method: string;
	path: string;
	query: object;
	headers: object;
	body: unknown;
	rawBody?: Buffer;
	readRawBody(): Promise<void>;
	socket: { remoteAddress?: string };
}

/** What we use of the Express response. */
interface WebhookResponse {
	status(code: number): this;
	set(headers: Record<string, string | string[]>): this;
	end(body: string | Buffer): void;
}

/** Answers one request, and starts the workflow only for the events that were chosen. */
export async function collect(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const answer = await handled(context);
	const response = context.getResponseObject() as unknown as WebhookResponse;
	response.status(answer.status).set(answer.headers).end(answer.body);
	const calls = startingCalls(answer.accepted, startRule(context));
	return calls.length === 0 ? { noWebhookResponse: true } : { noWebhookResponse: true, workflowData: [toItems(calls)] };
}

/** n8n would answer 500 and record a failed execution for anything thrown here: a sender must be told to come again instead. */
async function handled(context: IWebhookFunctions): Promise<CollectResponse> {
	try {
		return await handleCollect(await requestOf(context), await depsOf(context));
	} catch (error) {
		context.logger.error(`${context.getNode().name}: ${error instanceof Error ? error.message : String(error)}`);
		const body = JSON.stringify({ success: false, message: 'The store does not answer; send this again later.' });
		return { status: 503, headers: { 'content-type': 'application/json', 'retry-after': '5' }, body, accepted: [] };
	}
}

async function requestOf(context: IWebhookFunctions): Promise<CollectRequest> {
	const request = context.getRequestObject() as unknown as WebhookRequest;
	// n8n reads JSON, text and forms; senders that name no content type are left to the node.
	if (request.body === undefined) {
		await request.readRawBody();
	}
	return {
		method: request.method,
		path: collectPath(request.path),
		query: singleTexts(request.query),
		headers: singleTexts(request.headers),
		body: request.body ?? request.rawBody,
		ip: request.socket.remoteAddress ?? '',
	};
}

/** Values that are one text; n8n also gives lists for repeated names. */
function singleTexts(values: object): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
	);
}

async function depsOf(context: IWebhookFunctions): Promise<CollectDeps> {
	const options = context.getNodeParameter('options', {}) as {
		origins?: string;
		source?: string;
		countryHeader?: string;
	};
	const countryHeader = options.countryHeader?.trim();
	const origins = splitList(options.origins ?? '');
	return {
		...collectorOf(await openStore(context)),
		source: options.source?.trim() || 'collector',
		clock: { now: () => Date.now() },
		...(countryHeader ? { countryHeader } : {}),
		...(await keysOf(context)),
		...(origins.length === 0 ? {} : { allowedOrigins: origins }),
	};
}

async function keysOf(context: IWebhookFunctions): Promise<Pick<CollectDeps, 'writeKey' | 'publicKey'>> {
	if (context.getNode().credentials?.cdpCollectorApi === undefined) {
		return {};
	}
	const { writeKey, publicKey } = await context.getCredentials<{ writeKey: string; publicKey?: string }>(
		'cdpCollectorApi',
	);
	return { writeKey, ...(publicKey === undefined || publicKey === '' ? {} : { publicKey }) };
}

/** A test run in the editor shows every event: somebody is waiting to see one. */
function startRule(context: IWebhookFunctions): StartRule {
	const start =
		context.getMode() === 'manual' ? 'all' : (context.getNodeParameter('start', 'never') as StartRule['start']);
	if (start !== 'chosen') {
		return { start, events: [], furtherEvents: '' };
	}
	const events = context.getNodeParameter('events', []) as string[];
	return { start, events, furtherEvents: context.getNodeParameter('furtherEvents', '') as string };
}
