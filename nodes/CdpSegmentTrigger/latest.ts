import type { Cdp, Change } from '../../index';
import { readChanges } from '../shared/membership/changeItems';

/** How far back a sample is looked for in the change feed. */
const LOOK_BACK = 10_000;

/** The newest changes of a segment, or of people, oldest first: the sample for a test run in the editor. */
export async function latestChanges(
	cdp: Cdp,
	segment: string | undefined,
	kinds: Array<Change['kind']>,
	limit: number,
): Promise<Change[]> {
	const position = await cdp.segments.position();
	const from = Math.max(0, position - LOOK_BACK);
	const changes = await readChanges(cdp, { segment, from, upTo: position, kinds, limit: LOOK_BACK });
	return changes.slice(-limit);
}
