import { z } from 'zod/v4';
import type { Cdp } from '../cdp';
import { InputError } from '../model/errors';
import type { Call, IngestResult, Origin, Rejected } from '../model/call';
import type { Clock, CostRow, Store } from '../ports';
import { admit } from './gate';
import { groupCommit } from './groupCommit';

/** Largest batch of one call; larger inputs come in pieces. */
export const MAX_BATCH = 1_000;

const cost = z.looseObject({
	campaign: z.string({ error: 'must be text' }).trim().min(1, 'is empty').max(300),
	date: z.iso.date({ error: 'must be a date such as 2026-01-31' }),
	cost: z.number({ error: 'must be a number' }).finite(),
	currency: z.string().length(3).default('EUR'),
	clicks: z.int().min(0).default(0),
	impressions: z.int().min(0).default(0),
});

/** The way in: validates each entry, stores the good ones, keeps the bad ones where the user can see them. */
export function ingestService(store: Store, clock: Clock): Cdp['ingest'] {
	const commit = groupCommit(store, clock);
	return {
		calls: async (calls, origin) => {
			const { good, rejected } = gate(calls, origin, origin.receivedAt ?? clock.now());
			const stored = good.length > 0 ? await commit(good) : [];
			await keepRejected(store, clock, calls, rejected, origin);
			const accepted = stored.filter(Boolean).length;
			return { accepted, duplicates: stored.length - accepted, rejected };
		},
		costs: (rows, origin) => costs(store, clock, rows, origin),
	};
}

function gate(calls: unknown, origin: Origin, receivedAt: number): { good: Call[]; rejected: Rejected[] } {
	if (!Array.isArray(calls) || calls.length > MAX_BATCH) {
		throw new InputError(
			`A batch is a list of at most ${MAX_BATCH} calls.`,
			'Split it into smaller batches.',
			'BATCH_TOO_LARGE',
		);
	}
	const good: Call[] = [];
	const rejected: Rejected[] = [];
	calls.forEach((raw: unknown, index) => {
		const result = admit(raw, origin, receivedAt);
		if ('reason' in result) rejected.push({ index, field: result.field, reason: result.reason });
		else good.push(result);
	});
	return { good, rejected };
}

async function keepRejected(
	store: Store,
	clock: Clock,
	calls: unknown[],
	rejected: Rejected[],
	{ source }: Origin,
): Promise<void> {
	if (rejected.length === 0) return;
	const rows = rejected.map(({ index, field, reason }) => ({
		time: clock.now(),
		source,
		field,
		reason,
		call: shortJson(calls[index]),
	}));
	await store.write((tables) => tables.catalog.reject(rows));
}

const KEPT_CHARACTERS = 4_000;

function shortJson(call: unknown): string {
	try {
		// Escapes that no database stores as text are made visible instead.
		return (JSON.stringify(call) ?? 'null').slice(0, KEPT_CHARACTERS).replaceAll('\\u0000', '\\\\u0000').toWellFormed();
	} catch {
		return '"(cannot be shown)"';
	}
}

async function costs(store: Store, clock: Clock, rows: unknown[], origin: Origin): Promise<IngestResult> {
	const good = new Map<string, CostRow>();
	const rejected: Rejected[] = [];
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
			rejected.push({ index, field: issue?.path.join('.') || '(row)', reason: issue?.message ?? 'is not valid' });
		}
	});
	await store.write((tables) => tables.catalog.putCosts([...good.values()]));
	await keepRejected(store, clock, rows, rejected, origin);
	const accepted = rows.length - rejected.length;
	return { accepted: good.size, duplicates: accepted - good.size, rejected };
}
