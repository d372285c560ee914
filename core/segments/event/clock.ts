import { sql } from 'kysely';
import { DateTime, IANAZone } from 'luxon';
import type { Clock } from '../../model/segment';
import type { SqlFragment } from '../sql';

const MINUTE = 60_000;
const DAY_MINUTES = 1_440;
/** Before this no event is taken in. */
const FIRST = Date.UTC(1980, 0, 1);
const STEP = 28 * 86_400_000;

/** From a moment on a zone is so many minutes ahead of UTC. */
interface Era {
	from: number;
	offset: number;
}

const eras = new Map<string, Era[]>();

/** All changes of a zone's offset until a year ahead, newest first. Found by looking every four weeks and halving in between. */
function erasOf(zone: string, now: number): Era[] {
	const upTo = DateTime.fromMillis(now).plus({ years: 1 }).startOf('year').toMillis();
	const key = `${zone} ${upTo}`;
	const known = eras.get(key);
	if (known) return known;
	const offset = (ms: number): number => IANAZone.create(zone).offset(ms);
	const found: Era[] = [{ from: FIRST, offset: offset(FIRST) }];
	for (let at = FIRST; at < upTo; at += STEP) {
		const next = offset(at + STEP);
		if (next === found[0]?.offset) continue;
		let [low, high] = [at, at + STEP];
		while (high - low > MINUTE) {
			const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
			if (offset(middle) === next) high = middle;
			else low = middle;
		}
		found.unshift({ from: high, offset: next });
	}
	eras.set(key, found);
	return found;
}

const read = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

/** True between two times of day; over midnight when the end comes first. */
function between(minute: number, { from = '00:00', to = '24:00' }: Clock): boolean {
	const [start, end] = [read(from), read(to)];
	return start < end ? minute >= start && minute < end : minute >= start || minute < end;
}

/** Days are 1 (Monday) to 7; 1 January 1970 was a Thursday. */
const weekday = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** Whether a moment lies at these times of day and on these days of the week, in a time zone. */
export function isAt(time: number, clock: Clock, zone: string, now: number): boolean {
	const era = erasOf(zone, now).find(({ from }) => time >= from) ?? erasOf(zone, now).at(-1);
	const minute = Math.floor(time / MINUTE) + (era?.offset ?? 0);
	const day = Math.floor(minute / DAY_MINUTES);
	return between(minute - day * DAY_MINUTES, clock) && (!clock.days || clock.days.includes(weekday(day)));
}

/** The same for a column of times: neither database knows the zones of the other, so their offsets come along. */
export function isAtSql(time: SqlFragment, clock: Clock, zone: string, now: number): SqlFragment {
	const known = erasOf(zone, now);
	const arms = known.slice(0, -1).map(({ from, offset }) => sql`WHEN ${time} >= ${from} THEN ${sql.lit(offset)}`);
	const first = sql.lit(known.at(-1)?.offset ?? 0);
	const offset = arms.length > 0 ? sql`(CASE ${sql.join(arms, sql` `)} ELSE ${first} END)` : sql`${first}`;
	const minute = sql`(${time} / ${sql.lit(MINUTE)} + ${offset})`;
	const ofDay = sql`(${minute} % ${sql.lit(DAY_MINUTES)})`;
	const [start, end] = [sql.lit(read(clock.from ?? '00:00')), sql.lit(read(clock.to ?? '24:00'))];
	const over = read(clock.from ?? '00:00') < read(clock.to ?? '24:00') ? sql`AND` : sql`OR`;
	const hours = sql`(${ofDay} >= ${start} ${over} ${ofDay} < ${end})`;
	if (!clock.days) return hours;
	const day = sql`((${minute} / ${sql.lit(DAY_MINUTES)} + 3) % 7 + 1)`;
	return sql`(${hours} AND ${day} IN (${sql.join(clock.days.map((one) => sql.lit(one)))}))`;
}

const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export function sayClock(clock: Clock | undefined): string {
	if (!clock) return '';
	const days = clock.days ? ` on ${clock.days.map((day) => NAMES[day - 1]).join(', ')}` : '';
	return clock.from || clock.to ? ` between ${clock.from ?? '00:00'} and ${clock.to ?? '24:00'}${days}` : days;
}
