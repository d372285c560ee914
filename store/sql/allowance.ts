import { sql } from 'kysely';
import type { OutboxTable, Reservation } from '../../core/ports';
import type { Executor } from '../executor';

type Statements = Pick<OutboxTable, 'reserve' | 'pause' | 'failures'>;

/** How much of a platform's allowance is used, by credential, for all workflows and workers; each verb one statement. */
export const allowanceStatements = (db: Executor): Statements => ({
	reserve: async ({ holder, now, intervalMs, patienceMs, day }: Reservation) => {
		const [row] = await db.all(
			sql<{ at: number; used: number }>`INSERT INTO allowance (holder, free_at, day, used, failures)
				VALUES (${holder}, ${now + intervalMs}, ${day}, 1, 0)
				ON CONFLICT (holder) DO UPDATE SET
					free_at = (CASE WHEN allowance.free_at > ${now} THEN allowance.free_at ELSE ${now} END) + ${intervalMs},
					used = CASE WHEN allowance.day = ${day} THEN allowance.used + 1 ELSE 1 END,
					day = ${day}
				WHERE allowance.free_at <= ${now + patienceMs}
				RETURNING free_at - ${intervalMs} AS at, used`,
		);
		return row && { at: Number(row.at), used: Number(row.used) };
	},
	pause: async (holder, until) => {
		await db.run(
			sql`INSERT INTO allowance (holder, free_at, day, used, failures) VALUES (${holder}, ${until}, 0, 0, 0)
				ON CONFLICT (holder) DO UPDATE SET free_at = CASE WHEN allowance.free_at > ${until} THEN allowance.free_at ELSE ${until} END`,
		);
	},
	failures: async (holder, by) => {
		const [row] = await db.all(
			sql<{
				failures: number;
			}>`INSERT INTO allowance (holder, free_at, day, used, failures) VALUES (${holder}, 0, 0, 0, ${by})
				ON CONFLICT (holder) DO UPDATE SET failures = CASE WHEN ${by} = 0 THEN 0 ELSE allowance.failures + 1 END
				RETURNING failures`,
		);
		return Number(row?.failures ?? by);
	},
});
