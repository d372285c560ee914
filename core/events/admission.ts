import { InputError } from '../model/errors';
import type { Admitted, Call, Origin } from '../model/call';
import { admit } from './gate';
import { MAX_BATCH } from './limits';

/**
 * Validates a batch, each call for itself. Pure, so it can run on the caller's side of a thread: the store's thread then
 * gets finished calls only. Throws InputError BATCH_TOO_LARGE.
 */
export function admitAll(calls: unknown, origin: Origin, receivedAt: number): Admitted {
	if (!Array.isArray(calls) || calls.length > MAX_BATCH) {
		throw new InputError(
			`A batch is a list of at most ${MAX_BATCH} calls.`,
			'Split it into smaller batches.',
			'BATCH_TOO_LARGE',
		);
	}
	const good: Call[] = [];
	const at: number[] = [];
	const rejected: Admitted['rejected'] = [];
	calls.forEach((raw: unknown, index) => {
		const result = admit(raw, origin, receivedAt);
		if ('reason' in result) rejected.push({ index, field: result.field, reason: result.reason, call: shortJson(raw) });
		else {
			good.push(result);
			at.push(index);
		}
	});
	return { calls: good, at, rejected, source: origin.source };
}

const KEPT_CHARACTERS = 4_000;

/** The beginning of what was refused. */
export function shortJson(call: unknown): string {
	try {
		// Escapes that no database stores as text are made visible instead.
		return (JSON.stringify(call) ?? 'null').slice(0, KEPT_CHARACTERS).replaceAll('\\u0000', '\\\\u0000').toWellFormed();
	} catch {
		return '"(cannot be shown)"';
	}
}
