import { DatabaseSync } from 'node:sqlite';

const EVENT = 'e.profile = p.id AND e.name = :name AND e.time > :from AND e.time <= :now';
const OTHER = "(SELECT id FROM event_name WHERE name = 'Event 11')";
const DAY_MS = 86_400_000;

/** Segments of the bench as somebody who knows the tables would ask for them: days of the window, and who belongs. */
export const BY_HAND: Record<string, { days: number; belongs: string }> = {
	'count-1': { days: 30, belongs: `(SELECT count(*) FROM event e WHERE ${EVENT}) >= 2` },
	'never-1': { days: 1, belongs: `NOT EXISTS (SELECT 1 FROM event e WHERE ${EVENT})` },
	'sum-1': {
		days: 1,
		belongs: `(SELECT coalesce(sum(e.properties ->> 'price'), 0) FROM event e WHERE ${EVENT}) >= 150`,
	},
	'sequence-1': {
		days: 7,
		belongs: `EXISTS (SELECT 1 FROM event e JOIN event f ON f.profile = e.profile AND f.name = ${OTHER}
			AND f.time > e.time AND f.time <= e.time + ${DAY_MS} AND f.time <= :now WHERE ${EVENT})`,
	},
	'trait-1': {
		days: 10_000,
		belongs: `EXISTS (SELECT 1 FROM trait t WHERE t.profile = p.id AND t.key = 'plan' AND t.text = 'pro')
			AND EXISTS (SELECT 1 FROM event e WHERE ${EVENT})`,
	},
};

/** A connection set as the store sets its own. */
export class ByHand {
	private readonly db: DatabaseSync;

	constructor(file: string) {
		this.db = new DatabaseSync(file, { readOnly: true });
		this.db.exec('PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY');
	}

	/** Seconds to find who is a member and should not be, or the other way round: the work of a full evaluation, in one statement. */
	seconds(key: string, now: number): number {
		const { days, belongs } = BY_HAND[key] as (typeof BY_HAND)[string];
		const id = this.idOf('Event 1');
		const statement = this.db.prepare(`SELECT id, belongs FROM (SELECT p.id, ${belongs} AS belongs,
			EXISTS (SELECT 1 FROM membership m WHERE m.segment = :key AND m.member = p.id) AS member
			FROM profile p WHERE p.alive = 1) WHERE belongs IS NOT member`);
		const started = performance.now();
		const found = statement.all({ key, name: id, now, from: now - days * DAY_MS });
		if (found.length > 0) throw new TypeError(`${key}: by hand ${found.length} others belong`);
		return (performance.now() - started) / 1000;
	}

	idOf(event: string): number {
		return (this.db.prepare('SELECT id FROM event_name WHERE name = ?').get(event) as { id: number }).id;
	}

	/** Events of the store for another database. */
	*events(): Generator<{ profile: number; name: number; time: number; price: number | null }> {
		const rows = this.db.prepare("SELECT profile, name, time, properties ->> 'price' AS price FROM event").iterate();
		for (const row of rows) yield row as never;
	}

	close(): void {
		this.db.close();
	}
}
