import type { Store, Tables } from '../core/ports';
import type { Engine } from './engines/engine';
import type { Executor } from './executor';
import { candidateTable } from './sql/candidates';
import { catalogTable } from './sql/catalog';
import { changeTable } from './sql/changes';
import { computedTable } from './sql/computed';
import { duplicateTable } from './sql/duplicates';
import { erasureTable } from './sql/erasure';
import { eventTable } from './sql/events';
import { identifierTable, linkTable } from './sql/identifiers';
import { listTable } from './sql/lists';
import { outboxTable } from './sql/outbox';
import { metaTable, profileTable } from './sql/profiles';
import { lookalikeTable } from './sql/lookalike';
import { personalizeTable } from './sql/personalize';
import { recommendTable } from './sql/recommend';
import { ruleTable } from './sql/rules';
import { segmentTable } from './sql/segments';
import { syncTable } from './sql/sync';
import { consentTable, traitTable } from './sql/traits';

const tablesOf = (db: Executor): Tables => ({
	identifiers: identifierTable(db),
	links: linkTable(db),
	events: eventTable(db),
	traits: traitTable(db),
	consents: consentTable(db),
	profiles: profileTable(db),
	segments: segmentTable(db),
	candidates: candidateTable(db),
	lists: listTable(db),
	computed: computedTable(db),
	changes: changeTable(db),
	outbox: outboxTable(db),
	catalog: catalogTable(db),
	rules: ruleTable(db),
	erasures: erasureTable(db),
	recommend: recommendTable(db),
	personalize: personalizeTable(db),
	lookalike: lookalikeTable(db),
	duplicates: duplicateTable(db),
	sync: syncTable(db),
	meta: metaTable(db),
});

/** The store port over one engine: the same named statements for every database. */
export function createStore(engine: Engine): Store {
	return {
		dialect: engine.executor.dialect,
		read: tablesOf(engine.executor),
		write: (work) => engine.write((executor) => work(tablesOf(executor))),
		derive: (work) => engine.write((executor) => work(tablesOf(executor)), { waits: false }),
		breathe: engine.breathe,
		check: engine.check,
		backup: engine.backup,
		purge: engine.purge,
		close: engine.close,
	};
}
