import { sql } from 'kysely';
import type { RuleSetRow, RuleTable } from '../../core/ports';
import type { Executor } from '../executor';

/** Every set of rules that ever held; the newest holds. */
export const ruleTable = (db: Executor): RuleTable => ({
	version: async () =>
		(await db.all(sql<{ top: number | null }>`SELECT max(version) AS top FROM rule_set`))[0]?.top ?? 0,
	get: async (version) => (await db.all(sql<RuleSetRow>`SELECT * FROM rule_set WHERE version = ${version}`))[0],
	add: (row) => db.bulk('rule_set', [row]),
	list: () => db.all(sql<RuleSetRow>`SELECT * FROM rule_set ORDER BY version DESC`),
});
