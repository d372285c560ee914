import { DateTime } from 'luxon';
import type { Json } from '../model/json';

/**
 * One value seen three ways: as text, as number, as a moment (epoch ms). The same function feeds the columns that
 * SQL compares and the evaluator in memory, so both mean the same by construction.
 */
export interface Facets {
	text: string | null;
	num: number | null;
	ms: number | null;
}

/** Plain decimal notation; `1e5`, `0x10` and `1,000` stay text in every evaluator. */
export function looksNumeric(text: string): boolean {
	return /^-?[0-9]+(\.[0-9]+)?$/.test(text);
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}/;

export function facets(value: Json | undefined): Facets {
	if (value === null || value === undefined || typeof value === 'object') return { text: null, num: null, ms: null };
	if (typeof value === 'string')
		return { text: value, num: looksNumeric(value) ? Number(value) : null, ms: moment(value) };
	return { text: JSON.stringify(value), num: typeof value === 'number' ? value : null, ms: null };
}

/** Epoch ms of an ISO date or date-time; without a zone it is UTC. Null when it is none. */
export function moment(text: string): number | null {
	if (!ISO_DATE.test(text)) return null;
	const parsed = DateTime.fromISO(text, { zone: 'utc' });
	return parsed.isValid ? parsed.toMillis() : null;
}
