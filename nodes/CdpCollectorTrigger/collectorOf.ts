import { createState, shareCommits } from '../../collector';
import type { CollectDeps } from '../../collector';
import type { Cdp } from '../../index';

type Collector = Required<Pick<CollectDeps, 'cdp' | 'state'>>;

/** n8n makes nothing that lives as long as a webhook, so what its requests share hangs on their engine. */
const collectors = new WeakMap<Cdp['ingest'], Collector>();

/** What all requests to one engine share: their commits, and how much is under way (back-pressure). */
export function collectorOf(cdp: Cdp): Collector {
	const known = collectors.get(cdp.ingest);
	if (known !== undefined) {
		return known;
	}
	const made = { cdp: shareCommits(cdp), state: createState() };
	collectors.set(cdp.ingest, made);
	return made;
}
