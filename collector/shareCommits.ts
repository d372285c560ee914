import type { Cdp } from '../core/cdp';
import type { IngestResult, Origin } from '../core/model/call';
import { isCdpError } from '../core/model/errors';

type Ingest = Pick<Cdp, 'ingest'>;

interface Waiting {
	calls: unknown[];
	resolve: (result: IngestResult) => void;
	reject: (error: unknown) => void;
}

interface Lane {
	origin: Origin;
	waiting: Waiting[];
	busy: boolean;
}

/** The most calls that one engine call takes. */
const MAX_BATCH = 1_000;

/**
 * The same engine, but calls that arrive while a commit is under way share the next one: a durable commit costs
 * the same for one call as for a thousand. Each caller still waits for its own, and gets its own rejections;
 * a repeated messageId in a shared commit counts as accepted, since the engine only counts them for the whole.
 */
export function shareCommits<T extends Ingest>(cdp: T): T {
	const lanes = new Map<string, Lane>();
	const calls = async (batch: unknown[], origin: Origin): Promise<IngestResult> => {
		if (batch.length >= MAX_BATCH) return await cdp.ingest.calls(batch, origin);
		const key = `${origin.source}\u0001${origin.verified}\u0001${origin.historical === true}`;
		const lane = lanes.get(key) ?? { origin, waiting: [], busy: false };
		lanes.set(key, lane);
		return await new Promise((resolve, reject) => {
			if (lane.waiting.length === 0) lane.origin = origin;
			lane.waiting.push({ calls: batch, resolve, reject });
			if (!lane.busy) void drain(lane, cdp);
		});
	};
	return { ...cdp, ingest: { ...cdp.ingest, calls } };
}

async function drain(lane: Lane, cdp: Ingest): Promise<void> {
	lane.busy = true;
	while (lane.waiting.length > 0) {
		await commit(takeGroup(lane), lane.origin, cdp);
	}
	lane.busy = false;
}

function takeGroup(lane: Lane): Waiting[] {
	let size = 0;
	const end = lane.waiting.findIndex((request) => (size += request.calls.length) > MAX_BATCH);
	return lane.waiting.splice(0, end === -1 ? lane.waiting.length : Math.max(1, end));
}

async function commit(group: Waiting[], origin: Origin, cdp: Ingest): Promise<void> {
	const [only] = group;
	try {
		const result = await cdp.ingest.calls(
			group.length === 1 && only ? only.calls : group.flatMap((request) => request.calls),
			origin,
		);
		distribute(group, result);
	} catch (error) {
		if (group.length === 1 || (isCdpError(error) && error.retry)) for (const request of group) request.reject(error);
		// One request that the engine cannot take must not fail those that happened to arrive beside it.
		else for (const request of group) await commit([request], origin, cdp);
	}
}

function distribute(group: Waiting[], result: IngestResult): void {
	if (group.length === 1) return group[0]?.resolve(result);
	let from = 0;
	for (const { calls, resolve } of group) {
		const start = from;
		from += calls.length;
		const rejected = result.rejected
			.filter((r) => r.index >= start && r.index < from)
			.map((r) => ({ ...r, index: r.index - start }));
		resolve({ accepted: calls.length - rejected.length, duplicates: 0, rejected });
	}
}
