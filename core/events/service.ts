import { z } from 'zod/v4';
import type { Cdp } from '../cdp';
import type { Admitted, IngestResult, Origin } from '../model/call';
import type { Clock, CostRow, Store } from '../ports';
import { admitAll, shortJson } from './admission';
import { groupCommit } from './groupCommit';

const cost = z.looseObject({
	campaign: z.string({ error: 'must be text' }).trim().min(1, 'is empty').max(300),
	date: z.iso.date({ error: 'must be a date such as 2026-01-31' }),
	cost: z.number({ error: 'must be a number' }).finite(),
	currency: z.string().length(3).default('EUR'),
	clicks: z.int().min(0).default(0),
	impressions: z.int().min(0).default(0),
});

/** Ingest with the door behind the gate: what `calls` does, in two steps that may stand in two threads. */
export type Ingest = Cdp['ingest'] & { admitted(batch: Admitted): Promise<IngestResult> };

/** The way in: validates each entry, stores the good ones, keeps the bad ones where the user can see them. */
export function ingestService(store: Store, clock: Clock): Ingest {
	const commit = groupCommit(store, clock);
	const admitted = async ({ calls, rejected, source }: Admitted): Promise<IngestResult> => {
		const stored = calls.length > 0 ? await commit(calls) : [];
		await keepRejected(store, clock, rejected, source);
		const accepted = stored.filter(Boolean).length;
		const told = rejected.map(({ index, field, reason }) => ({ index, field, reason }));
		return { accepted, duplicates: stored.length - accepted, rejected: told };
	};
	return {
		calls: async (calls, origin) => admitted(admitAll(calls, origin, origin.receivedAt ?? clock.now())),
		admitted,
		costs: (rows, origin) => costs(store, clock, rows, origin),
	};
}

async function keepRejected(store: Store, clock: Clock, rejected: Admitted['rejected'], source: string): Promise<void> {
	if (rejected.length === 0) return;
	const rows = rejected.map(({ field, reason, call }) => ({ time: clock.now(), source, field, reason, call }));
	await store.write((tables) => tables.catalog.reject(rows));
}

async function costs(store: Store, clock: Clock, rows: unknown[], origin: Origin): Promise<IngestResult> {
	const good = new Map<string, CostRow>();
	const rejected: Admitted['rejected'] = [];
	rows.forEach((raw, index) => {
		const parsed = cost.safeParse(raw);
		if (parsed.success) {
			const { campaign, date, cost: amount, currency, clicks, impressions } = parsed.data;
			good.set(`${campaign}\u0001${date}`, {
				campaign,
				date,
				cost: amount,
				currency,
				clicks,
				impressions,
				source: origin.source,
			});
		} else {
			const [issue] = parsed.error.issues;
			rejected.push({
				index,
				field: issue?.path.join('.') || '(row)',
				reason: issue?.message ?? 'is not valid',
				call: shortJson(raw),
			});
		}
	});
	await store.write((tables) => tables.catalog.putCosts([...good.values()]));
	await keepRejected(store, clock, rejected, origin.source);
	const accepted = rows.length - rejected.length;
	const told = rejected.map(({ index, field, reason }) => ({ index, field, reason }));
	return { accepted: good.size, duplicates: accepted - good.size, rejected: told };
}
