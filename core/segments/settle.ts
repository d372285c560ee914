import { partition } from 'lodash';
import type { SegmentDefinition } from '../model/segment';
import type { ChangeRow, DifferenceRow, Lifetime, MemberRow, Some, Store, Tables } from '../ports';
import { toSql } from './condition';
import { heldIn } from './held';
import { say } from './sentence';

/** Cookie audiences forget a browser this long after it last qualified (Adobe Audience Manager's default). */
export const DEFAULT_TTL_DAYS = 120;
const DAY_MS = 86_400_000;

/** How long a browser stays, in ms. */
export const ttlOf = ({ ttlDays }: SegmentDefinition): number => (ttlDays ?? DEFAULT_TTL_DAYS) * DAY_MS;

export interface Settling {
	store: Store;
	definition: SegmentDefinition;
	/** Epoch ms of the run. */
	now: number;
	entered: number;
	exited: number;
}

/** Makes members of those among `some` who belong, and no members of those who do not: the store answers the difference only. */
export async function settle(run: Settling, tables: Tables, some: Some): Promise<void> {
	const { of, timeZone: zone, condition, key } = run.definition;
	const fragment = toSql(condition, { dialect: run.store.dialect, now: run.now, of, zone });
	const difference =
		of === 'people'
			? await tables.segments.differingPeople(key, some, fragment)
			: await tables.segments.differingBrowsers(key, some, fragment, lifetimeOf(run), heldIn(run.definition));
	if (difference.length === 0) return;
	if (heldIn(run.definition) === 'candidate') return stand(key, tables, difference);
	const come = difference.filter((row) => row.belongs === 1);
	const gone = difference.filter((row) => row.belongs === 0);
	const changes = difference.flatMap((row) => change(run, row));
	await tables.segments.putMembers(come.map((row) => memberOf(run, row)));
	await tables.segments.removeMembers(
		key,
		gone.map((row) => row.member),
	);
	if (changes.length > 0) await tables.changes.add(changes);
	await count(run, tables, changes);
}

const lifetimeOf = ({ now, definition }: Settling): Lifetime => ({ now, ttl: ttlOf(definition) });

/** Where a capacity decides in the end: who stands in line now. */
async function stand(segment: string, tables: Tables, difference: DifferenceRow[]): Promise<void> {
	const [come, gone] = partition(difference, (row) => row.belongs === 1);
	await tables.candidates.put(
		come.map(({ member, profile, expires }) => ({ segment, member, profile, expires: expires as number })),
	);
	await tables.candidates.remove(
		segment,
		gone.map((row) => row.member),
	);
}

function memberOf({ definition, now }: Settling, { member, profile, expires, since }: DifferenceRow): MemberRow {
	return {
		segment: definition.key,
		member,
		profile,
		since: since ?? now,
		expires,
		reason: say(definition.condition),
	};
}

/** Nothing for a member who stays: only the end of its membership, or the profile behind it, is another. */
function change(run: Settling, row: DifferenceRow): ChangeRow[] {
	if (row.belongs === 1)
		return row.since === null ? [{ ...entry(run, row), kind: 'entered', reason: reason(run) }] : [];
	return [{ ...entry(run, row), kind: 'exited', reason: whyLeft(run, row) }];
}

/** Why somebody is no member any more. */
export function whyLeft(run: Pick<Settling, 'definition' | 'now'>, { expires }: Pick<MemberRow, 'expires'>): string {
	return expires !== null && expires <= run.now
		? `not seen again for ${run.definition.ttlDays ?? DEFAULT_TTL_DAYS} days`
		: `no longer: ${say(run.definition.condition)}`;
}

const reason = ({ definition }: Settling): string => say(definition.condition);

/** The member is told for browsers only: a profile is its own member. */
function entry({ definition, now }: Settling, row: DifferenceRow): Omit<ChangeRow, 'kind' | 'reason'> {
	return {
		segment: definition.key,
		profile: row.profile,
		member: definition.of === 'browsers' ? row.member : null,
		time: now,
	};
}

async function count(run: Settling, tables: Tables, changes: ChangeRow[]): Promise<void> {
	const entered = changes.filter((row) => row.kind === 'entered').length;
	const exited = changes.length - entered;
	if (changes.length > 0) await tables.segments.grow(run.definition.key, entered - exited);
	run.entered += entered;
	run.exited += exited;
}
