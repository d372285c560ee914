import { collect } from './collect';
import { destinations } from './destinations';
import { duplicates } from './duplicates';
import { identityRows } from './identity';
import { ingest } from './ingest';
import { loop } from './loop';
import { orders } from './orders';
import { personalize } from './personalize';
import { recommend } from './recommend';
import type { Bench } from './row';
import { resolve } from './resolve';
import { segments } from './segments';
import { webhook } from './webhook';

/** One line a bench. */
export const benches: Record<string, Bench> = {
	ingest,
	loop,
	orders,
	collect,
	webhook,
	resolve,
	segments,
	identity: identityRows,
	duplicates,
	recommend,
	destinations,
	personalize,
};
