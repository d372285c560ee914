import { randomUUID } from 'node:crypto';
import { isCdpError } from '../model/errors';
import type { Json } from '../model/json';
import type { DecideRequest, VisitDecision } from '../model/personalize';
import { parseRequest } from './definition';

const DEFAULT_MS = 50;
/** So many safe defaults are remembered. */
const KEPT = 1_000;

/** A decision as the store's side gives it: with the safe default of its experience. */
export interface Answered {
	decision: VisitDecision;
	fallback: Json;
}

export type Ask = (request: DecideRequest, until: number) => Promise<Answered>;

/**
 * Decides within a time: when the store is slow, or does not answer at all, the safe default is given, which is that of the
 * question, else the experience's own as it was last seen. Stands on the caller's side of the store's thread. Rejects
 * only for a wrong question.
 */
export function withinBudget(ask: Ask): (input: DecideRequest) => Promise<VisitDecision> {
	const fallbacks = new Map<string, Json>();
	const remember = (key: string, fallback: Json): void => {
		if (fallbacks.size >= KEPT && !fallbacks.has(key)) fallbacks.clear();
		fallbacks.set(key, fallback);
	};
	return async (input) => {
		const request = parseRequest(input ?? {});
		const { experience, budgetMs = DEFAULT_MS } = request;
		const safe = (reason: string): VisitDecision => ({
			...safeDecision(reason),
			...(experience === undefined ? {} : { experience }),
			content: request.fallback ?? fallbacks.get(experience ?? '') ?? null,
		});
		try {
			const answered = await inTime(ask(request, Date.now() + budgetMs), budgetMs);
			if (answered === undefined) return safe(`The store did not answer within ${budgetMs} ms`);
			if (experience !== undefined) remember(experience, answered.fallback);
			return answered.decision;
		} catch (error) {
			if (isCdpError(error) && error.fault === 'user') throw error;
			return safe('The store did not answer');
		}
	};
}

const safeDecision = (reason: string): Omit<VisitDecision, 'content'> => ({
	id: randomUUID(),
	variant: 'fallback',
	holdOut: false,
	reason,
	segments: [],
	recommendations: [],
	late: true,
	log: 'none',
	logReason: 'it was not decided by the rules',
});

function inTime<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => resolve(undefined), ms);
		const done = () => clearTimeout(timer);
		// What comes too late is nobody's any more.
		work.then(resolve, reject).finally(done);
	});
}
