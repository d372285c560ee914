import { differenceWith, isEqual, unionWith } from 'lodash';
import type { DeliveryAction, DeliveryChange } from '../model/delivery';
import type { DeliveredRow, OutboxRow } from '../ports';
import type { Entry } from './entries';
import type { Planning } from './plan';

/** Remove hashes differ from every content hash, so a removal is never taken for what it replaces. */
const REMOVED = 'removed';
/** Why somebody is taken away: the guard against too many at once holds back only those who left. */
export const LEFT = 'left';
/** The removal of what somebody no longer has stands beside the row of the person. */
const FORMER = '~former';

/** The key under which the removal of somebody's former identifiers waits. */
export const formerKey = (key: string): string => key + FORMER;
export const isFormer = (key: string): boolean => key.endsWith(FORMER);

/** What is known of one key. */
export interface Facts {
	key: string;
	/** What the platform should hold; nothing for people who are no members. */
	entry: Entry | undefined;
	delivered: DeliveredRow | undefined;
	waiting: OutboxRow | undefined;
	/** The removal of former identifiers that waits. */
	former: OutboxRow | undefined;
	/** No member, but the platform may keep it (modes that take nobody away). */
	mayStay: boolean;
}

export interface PlannedRow {
	action: DeliveryAction;
	change: DeliveryChange;
	hash: string;
	why?: string;
}

/** What is to be done about one key. */
export interface Decision {
	rows: PlannedRow[];
	/** Keys whose waiting rows are obsolete. */
	withdraw: string[];
}

const NOTHING: Decision = { rows: [], withdraw: [] };

/** The rules by which the platform's state becomes the desired state; pure. */
export function decide(facts: Facts, planning: Planning): Decision {
	if (isFormer(facts.key)) return NOTHING;
	const { entry } = facts;
	return entry && 'hash' in entry ? wanted(facts, entry, planning) : unwanted(facts);
}

function wanted(
	facts: Facts,
	{ change, hash }: Extract<Entry, { hash: string }>,
	{ request: { mode = 'mirror', resync }, onlyRemovals, destination }: Planning,
): Decision {
	const { key, delivered, waiting } = facts;
	const isSame = delivered?.hash === hash && !(waiting && perhapsSent(waiting)) && !resync;
	if (isSame) return waiting ? { rows: [], withdraw: [key] } : NOTHING;
	if (waiting?.hash === hash && !resync) return NOTHING;
	if (onlyRemovals || (delivered && mode === 'add')) return NOTHING;
	const action = delivered ? 'update' : 'add';
	const row: PlannedRow = { action, change: { ...change, action }, hash };
	// A platform that finds people by their identifiers holds the former ones until it is told; by a key of ours it does not.
	const isByIdentifier = destination.kinds.includes('audience') && Object.keys(destination.identifiers).length > 0;
	if (!isByIdentifier || mode !== 'mirror') return { rows: [row], withdraw: [] };
	const former = formerOf(facts, change);
	if (former) return { rows: [removal(former), row], withdraw: [] };
	return { rows: [row], withdraw: facts.former ? [formerKey(key)] : [] };
}

/** What the platform holds of the person under identifiers that the person has no longer. */
function formerOf({ key, delivered, former }: Facts, { identifiers }: DeliveryChange): DeliveryChange | undefined {
	const before = delivered && (JSON.parse(delivered.change) as DeliveryChange);
	if (!before) return undefined;
	const waiting = former ? (JSON.parse(former.change) as DeliveryChange).identifiers : [];
	const all = unionWith(before.identifiers, waiting, isEqual);
	const lost = differenceWith(all, identifiers, isEqual);
	return lost.length === 0 ? undefined : { ...before, key: formerKey(key), identifiers: lost, traits: {} };
}

function unwanted({ key, entry, delivered, waiting, mayStay }: Facts): Decision {
	if (mayStay && !entry) {
		const isObsolete = waiting && waiting.action !== 'remove' && !perhapsSent(waiting);
		return isObsolete ? { rows: [], withdraw: [key] } : NOTHING;
	}
	if (waiting?.hash === REMOVED) return NOTHING;
	const held = delivered ?? (waiting && perhapsSent(waiting) ? waiting : undefined);
	if (!held) return waiting ? { rows: [], withdraw: [key] } : NOTHING;
	const change = JSON.parse(held.change) as DeliveryChange;
	return { rows: [removal(change, entry ? undefined : LEFT)], withdraw: [] };
}

function removal(change: DeliveryChange, why?: string): PlannedRow {
	return { action: 'remove', change: { ...change, action: 'remove' }, hash: REMOVED, ...(why ? { why } : {}) };
}

/** A try was begun, so the platform may hold it although nothing was confirmed. */
const perhapsSent = (row: OutboxRow): boolean => row.batch !== null || row.attempts > 0;
