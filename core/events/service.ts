import { omit } from 'lodash';
import { z } from 'zod/v4';
import type { Cdp } from '../cdp';
import { blockedReject } from '../identity/aside';
import type { Regime } from '../identity/rules/current';
import type { Admitted, Call, IngestResult, Origin, Rejected } from '../model/call';
import type { Clock, CostRow, RejectRow, Store, Tables } from '../ports';
import { saveProducts } from '../recommend/products';
import { SUPPRESSED } from '../profiles/suppress';
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
export function ingestService(store: Store, clock: Clock, regime: (tables: Tables) => Promise<Regime>): Ingest {
	const commit = groupCommit(store, clock, regime);
	const admitted = async ({ calls, at, rejected, source }: Admitted): Promise<IngestResult> => {
		const outcomes = calls.length > 0 ? await commit(calls) : [];
		const now = clock.now();
		const refused: Refused[] = rejected.map(({ call, ...why }) => ({
			...why,
			row: { time: now, source, ...omit(why, 'index'), call, origin: null },
		}));
		outcomes.forEach((outcome, i) => {
			if (typeof outcome === 'object')
				refused.push({ index: at[i] as number, ...outcome, row: rejectOf(calls[i] as Call, outcome, now) });
		});
		await keepRejected(store, refused);
		return {
			accepted: outcomes.filter((outcome) => outcome === 'stored').length,
			duplicates: outcomes.filter((outcome) => outcome === 'duplicate').length,
			rejected: refused.map(({ index, field, reason }) => ({ index, field, reason })).sort((a, b) => a.index - b.index),
		};
	};
	return {
		calls: async (calls, origin) => admitted(admitAll(calls, origin, origin.receivedAt ?? clock.now())),
		admitted,
		costs: (rows, origin) => costs(store, clock, rows, origin),
		products: (rows, origin) => saveProducts(store, clock, rows, origin),
	};
}

/** Of somebody who was erased nothing is kept, not even what was refused. */
function rejectOf(call: Call, outcome: { field: string; reason: string }, now: number): RejectRow {
	if (outcome.reason !== SUPPRESSED) return blockedReject(call, outcome, now);
	return { time: now, source: call.source, ...outcome, call: '{}', origin: null };
}

type Refused = Rejected & { row: RejectRow };

async function keepRejected(store: Store, refused: Refused[]): Promise<void> {
	if (refused.length > 0) await store.write((tables) => tables.catalog.reject(refused.map(({ row }) => row)));
}

async function costs(store: Store, clock: Clock, rows: unknown[], origin: Origin): Promise<IngestResult> {
	const good = new Map<string, CostRow>();
	const rejected: Refused[] = [];
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
			const why = { field: issue?.path.join('.') || '(row)', reason: issue?.message ?? 'is not valid' };
			const row = { time: clock.now(), source: origin.source, ...why, call: shortJson(raw), origin: null };
			rejected.push({ index, ...why, row });
		}
	});
	await store.write((tables) => tables.catalog.putCosts([...good.values()]));
	await keepRejected(store, rejected);
	const accepted = rows.length - rejected.length;
	const told = rejected.map(({ index, field, reason }) => ({ index, field, reason }));
	return { accepted: good.size, duplicates: accepted - good.size, rejected: told };
}
