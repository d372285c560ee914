import type { Cdp } from '../../../core/cdp';
import type { IngestResult, Origin } from '../../../core/model/call';
import type { CollectDeps, CollectRequest } from '../../../collector';
import { createState } from '../../../collector';

/** An engine that remembers what it was given; calls with `event: 'bad'` are rejected. */
export function fakeCdp(behaviour?: (calls: unknown[]) => Promise<void>) {
	const batches: Array<{ calls: Array<Record<string, unknown>>; origin: Origin }> = [];
	const ingest = async (calls: unknown[], origin: Origin): Promise<IngestResult> => {
		await behaviour?.(calls);
		batches.push({ calls: calls as Array<Record<string, unknown>>, origin });
		const rejected = calls.flatMap((call, index) =>
			(call as { event?: string }).event === 'bad' ? [{ index, field: 'event', reason: 'is bad' }] : [],
		);
		return { accepted: calls.length - rejected.length, duplicates: 0, rejected };
	};
	const cdp: Pick<Cdp, 'ingest'> = { ingest: { calls: ingest, costs: ingest, products: ingest } };
	return { cdp, batches, calls: () => batches.flatMap((batch) => batch.calls) };
}

export const SECRET = 'secret-key-of-the-server';
export const PUBLIC = 'public-key-of-the-page';

export function depsWith(cdp: Pick<Cdp, 'ingest'>, more: Partial<CollectDeps> = {}): CollectDeps {
	return {
		cdp,
		writeKey: SECRET,
		publicKey: PUBLIC,
		source: 'collector',
		clock: { now: () => 1_700_000_000_000 },
		state: createState(),
		...more,
	};
}

export const basic = (key: string): string => `Basic ${Buffer.from(`${key}:`).toString('base64')}`;

/** A POST by a server with the write key; parts can be replaced. */
export function post(path: string, body: unknown, headers: Record<string, string> = {}): CollectRequest {
	const bytes =
		typeof body === 'string' || Buffer.isBuffer(body) || body === undefined ? body : Buffer.from(JSON.stringify(body));
	return {
		method: 'POST',
		path,
		query: {},
		headers: { authorization: basic(SECRET), 'content-type': 'application/json', ...headers },
		body: bytes,
		ip: '203.0.113.9',
	};
}
