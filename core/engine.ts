import type { Cdp } from './cdp';
import type { Destination } from './delivery/destination';
import { audienceService } from './audiences/service';
import type { Transport } from './delivery/converse';
import { computedService } from './computed/service';
import { consentService } from './consent/service';
import { catalogLists } from './events/lists';
import { deliveryService } from './delivery/service';
import { ingestService, type Ingest } from './events/service';
import { modelReader } from './identity/duplicates/models';
import { regimeReader } from './identity/rules/current';
import { identityService } from './identity/service';
import { listService } from './lists/service';
import type { Clock, Store } from './ports';
import { expireTraits } from './profiles/expire';
import { lookalikeService } from './lookalike/service';
import { decisionLog } from './personalize/log';
import { personalizeService } from './personalize/service';
import { finder } from './profiles/find';
import { profileService } from './profiles/service';
import { counting, type Counting } from './recommend/counting';
import { recommendService } from './recommend/service';
import { reportService } from './report/service';
import { segmentService } from './segments/service';
import { stats } from './stats';
import { syncService } from './sync/service';

export interface EngineParts {
	store: Store;
	clock: Clock;
	transport: Transport;
	destinations: readonly Destination[];
	/** False: what can be done later waits until it is asked for. */
	background?: boolean;
}

/** Puts the engine together from its parts; pure wiring. */
export function createEngine({ store, clock, transport, destinations, background = false }: EngineParts): Cdp {
	const find = finder(store);
	const regime = regimeReader();
	const models = modelReader();
	const counts = counting(store, background);
	const ingest = counted(ingestService(store, clock, regime), counts);
	const decisions = decisionLog(ingest);
	const computed = computedService(store, clock, find, regime);
	const segments = segmentService(store, clock, find, async (now) => {
		await expireTraits(store, regime, now);
		await computed.evaluateAll({ now });
	});
	return {
		ingest,
		identity: identityService(store, clock, find, regime, models),
		profiles: profileService(store, clock, ingest, find, regime, models),
		segments,
		lists: listService(store, clock),
		computed,
		sync: syncService(store, clock, regime),
		audiences: audienceService(store, clock, regime),
		consent: consentService(store, clock, find),
		lookalike: lookalikeService(store, segments),
		personalize: personalizeService(store, clock, decisions),
		recommend: recommendService(store, clock, find, counts),
		delivery: purging(store, deliveryService(store, clock, transport, destinations, segments)),
		reports: reportService(store, clock),
		catalog: catalogLists(store),
		stats: () => stats(store),
		doctor: async () => [{ name: 'Store opens', ok: true, detail: store.dialect.name }, ...(await store.check())],
		backup: (file) => store.backup(file),
		close: async () => {
			await decisions.settle();
			await counts.stop();
			await store.close();
		},
	};
}

/** Ingest after which what came in is counted. */
const counted = (ingest: Ingest, counts: Counting): Ingest => ({
	...ingest,
	calls: (calls, origin) => counts.during(() => ingest.calls(calls, origin)),
	admitted: (batch) => counts.during(() => ingest.admitted(batch)),
});

/** What a platform held of somebody who is gone is deleted by the push that removes it, so the files are cleaned then. */
function purging(store: Store, delivery: Cdp['delivery']): Cdp['delivery'] {
	const push: Cdp['delivery']['push'] = async (request) => {
		const result = await delivery.push(request);
		if (result.removed > 0) await store.purge();
		return result;
	};
	return { ...delivery, push };
}
