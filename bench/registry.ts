import { ingest } from './ingest';
import type { Bench } from './row';

/** One line a bench. */
export const benches: Record<string, Bench> = { ingest };
