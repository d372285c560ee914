import { mergeWith } from 'lodash';
import type { PushResult } from '../model/delivery';

/** The result of a push that was done in several slices: what was done adds up, what is left is the last word. */
export function joined(before: PushResult, next: PushResult): PushResult {
	return {
		...next,
		added: before.added + next.added,
		updated: before.updated + next.updated,
		removed: before.removed + next.removed,
		unchanged: before.unchanged,
		refused: mergeWith({ ...before.refused }, next.refused, (a: number | undefined, b: number) => (a ?? 0) + b),
		requests: before.requests + next.requests,
		requestIds: [...before.requestIds, ...next.requestIds].slice(0, 100),
		compared: before.compared,
		ms: before.ms + next.ms,
	};
}
