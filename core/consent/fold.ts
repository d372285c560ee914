import { createHash } from 'node:crypto';
import type { ConsentRecord } from '../model/consent';
import type { ConsentState } from '../model/profile';
import type { ConsentRow } from '../ports';

/** One thing said of consent: a purpose, or a whole record. */
export interface Word extends Pick<ConsentRow, 'purpose' | 'proof' | 'record'> {
	granted: boolean;
}

/** Rows of records are told apart by what they say: two of the same moment both count. No purpose holds a control character. */
const RECORD = '\u0001record:';

/** A record as it is kept, one row whatever it says. */
export function recordWord(record: ConsentRecord, proof: string | null): Word {
	const json = JSON.stringify(record);
	const digest = createHash('sha1').update(json).digest('hex').slice(0, 16);
	const granted = Object.values(record.purposes).some(Boolean);
	return { purpose: `${RECORD}${digest}`, granted, proof, record: json };
}

/** The record of a row, when it holds one. */
export function recordOf({ record }: Pick<ConsentRow, 'record'>): ConsentRecord | undefined {
	return record === null ? undefined : (JSON.parse(record) as ConsentRecord);
}

type Spoken = (record: ConsentRecord) => Record<string, boolean>;

/** What a record says, and what it comes to for those who ask by category. */
const withCategories: Spoken = (record) => ({ ...categories(record), ...record.purposes });
const literally: Spoken = (record) => record.purposes;

/** A row for every purpose that a row speaks of. */
function spread(row: ConsentRow, spoken: Spoken): ConsentRow[] {
	const record = recordOf(row);
	if (!record) return [row];
	return Object.entries(spoken(record)).map(([purpose, granted]) => ({
		...row,
		purpose,
		granted: granted ? 1 : 0,
	}));
}

/** Segments and destinations ask for these two by name, whatever banner a site has. */
function categories({ basis, purposes }: ConsentRecord): Record<string, boolean> {
	if (basis !== 'opt-in' || purposes['storage'] === undefined) return {};
	const all = (...names: string[]) => names.every((name) => purposes[name] === true);
	return {
		advertising: all('storage', 'ads_profile', 'personalised_ads') && purposes['sale_share'] !== false,
		analytics: all('storage', 'statistics') || all('storage', 'content_measurement'),
	};
}

/**
 * Consent by purpose: per identifier the latest word counts (an unverified yes never outweighs a verified no),
 * and across the identifiers of a person the most restrictive. Pure.
 */
export const foldConsents = (rows: readonly ConsentRow[]): Record<string, ConsentState> => fold(rows, withCategories);

/** The same without categories that nobody spoke of: what the gates weigh. Pure. */
export const foldWords = (rows: readonly ConsentRow[]): Record<string, ConsentState> => fold(rows, literally);

function fold(rows: readonly ConsentRow[], spoken: Spoken): Record<string, ConsentState> {
	const latest = new Map<string, ConsentRow>();
	const inOrder = rows.flatMap((row) => spread(row, spoken)).sort((a, b) => a.time - b.time || b.granted - a.granted);
	for (const row of inOrder) {
		const key = `${row.purpose}\u0001${row.identifier}`;
		const former = latest.get(key);
		const claimOnly = row.verified === 0 && row.granted === 1 && former?.verified === 1 && former.granted === 0;
		if (!claimOnly) latest.set(key, row);
	}
	const result: Record<string, ConsentState> = {};
	for (const row of latest.values()) {
		const former = result[row.purpose];
		if (former && compareConsents(former, row) <= 0) continue;
		result[row.purpose] = {
			granted: row.granted === 1,
			time: row.time,
			source: row.source,
			...(row.proof ? { proof: row.proof } : {}),
		};
	}
	return result;
}

/** The one that counts comes first: a no, then the later word. */
function compareConsents(state: ConsentState, row: ConsentRow): number {
	return (
		Number(state.granted) - row.granted ||
		row.time - state.time ||
		compare(state.source, row.source) ||
		compare(state.proof ?? '', row.proof ?? '')
	);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
