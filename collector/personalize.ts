import { isCdpError } from '../core/model/errors';
import type { Identifier } from '../core/model/identifier';
import type { DecideRequest } from '../core/model/personalize';
import { isRefusal, json, refuse, type Refusal } from './answer';
import { readBody } from './body';
import { isObject } from './calls';
import type { CollectRequest, CollectResponse } from './contract';
import type { Exchange } from './handle';
import { isRobot } from './robots';
import { failed } from './storeCalls';

/** A question is short. */
const MAX_BYTES = 64 * 1024;

/** The question of a body, and the key that came with it. */
export interface Question {
	request: Omit<DecideRequest, 'public'>;
	writeKey: unknown;
}

/** Fields of Segment's calls that name somebody, in the order in which they count. */
const NAMES: Array<[field: string, type: string]> = [
	['userId', 'user_id'],
	['email', 'email'],
	['anonymousId', 'anonymous_id'],
];

/** Reads `{experience?, userId?, email?, anonymousId?, identifiers?, context?, recommend?, log?, budgetMs?, fallback?}`; the engine checks the values. */
export async function questionOf(request: CollectRequest): Promise<Question | Refusal> {
	const body = await readBody(request, MAX_BYTES);
	if (isRefusal(body)) return body;
	if (!isObject(body.value))
		return { status: 400, error: 'The question is not one', field: '(body)', reason: 'must be a JSON object' };
	const { writeKey, userId, email, anonymousId, identifiers, ...rest } = body.value;
	const named = NAMES.flatMap(([field, type]): Identifier[] => {
		const value = { userId, email, anonymousId }[field];
		return typeof value === 'string' && value !== '' ? [{ type, value }] : [];
	});
	const listed = identifiers === undefined ? [] : (identifiers as Identifier[]);
	const all = Array.isArray(listed) ? [...listed, ...named] : listed;
	return { request: { ...rest, identifiers: all }, writeKey };
}

/** Answers what to show. To the public nothing personal is said, and only browsers are looked up. */
export async function decideFor(
	{ request, deps }: Exchange,
	question: Question,
	isServer: boolean,
): Promise<CollectResponse> {
	if (!deps.cdp.personalize) return refuse({ status: 404, error: 'Nothing is personalised here' });
	// What a robot was shown says nothing about people.
	const quiet = isRobot({}, request, isServer) ? { log: 'none' as const } : {};
	try {
		const decision = await deps.cdp.personalize.decide({ ...question.request, ...quiet, public: !isServer });
		return json(200, decision, { 'cache-control': 'no-store' });
	} catch (error) {
		if (!isCdpError(error) || error.fault !== 'user') return failed(error);
		return refuse({ status: 400, error: 'The question was not answered', field: '(body)', reason: error.message });
	}
}
