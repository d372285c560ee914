import { at, failed, failure, jsonBody, NOT_JSON } from '../../core/delivery/answer';
import type { Batch, Exchange, Person, Verdict } from '../../core/delivery/destination';
import { everybody } from '../../core/delivery/exchange';
import { Unusable, type Normaliser } from '../../core/delivery/normalise/unusable';
import type { OutgoingRequest } from '../../core/model/delivery';
import type { JsonObject } from '../../core/model/json';
import type { HttpResponse } from '../../core/ports';
import { VERSIONS } from '../versions';
import { oauth1 } from './oauth1';

export const API = `https://ads-api.x.com/${VERSIONS.xAds.version}`;

const FIELDS = [
	{ name: 'email', types: ['email'] },
	{ name: 'phone_number', types: ['phone'] },
	{ name: 'device_id', types: ['idfa', 'gaid'] },
	{ name: 'handle', types: ['x_handle'] },
];

/** User name without the @, in lower case. */
export const handle: Normaliser = (raw) => {
	const text = raw.trim().toLowerCase().replace(/^@/, '');
	return /^\w{1,50}$/.test(text) ? text : new Unusable('is not a user name of X');
};

/** One operation with all users; X takes a request as a whole or not at all. */
export function* deliver(batch: Batch): Exchange {
	const response = yield { request: request(batch) };
	return failure(response, batch) ?? read(response, batch);
}

function request({ action, config, people, now, idempotencyKey }: Batch): OutgoingRequest {
	const [account, audience] = [config['accountId'], config['audienceId']].map((id) => encodeURIComponent(String(id)));
	const target = { method: 'POST', url: `${API}/accounts/${account}/custom_audiences/${audience}/users` };
	const operation = { operation_type: action === 'remove' ? 'Delete' : 'Update', params: { users: people.map(user) } };
	return {
		...target,
		headers: { authorization: oauth1(target, config, now, idempotencyKey), 'content-type': 'application/json' },
		body: JSON.stringify([operation]),
	};
}

function user({ ids }: Person): JsonObject {
	const found: JsonObject = {};
	for (const { name, types } of FIELDS) {
		const values = types.flatMap((type) => ids[type] ?? []);
		if (values.length > 0) found[name] = values;
	}
	return found;
}

/** What was processed must be what was sent; if not, X wants it again. */
function read(response: HttpResponse, { people, now }: Batch): Verdict[] {
	const answer = jsonBody(response);
	if (!answer) return everybody(people, NOT_JSON);
	const [errors, wrong] = [answer['errors'], answer['operation_errors']].map((list) =>
		Array.isArray(list) ? list : [],
	);
	const [first] = [...(errors ?? []), ...(wrong ?? []).flat()];
	if (first) {
		const why = at(first, ['message']);
		return everybody(people, failed(response, now, { blame: 'data', ...(typeof why === 'string' ? { why } : {}) }));
	}
	const [done, total] = [at(answer, ['data', 'success_count']), at(answer, ['data', 'total_count'])];
	if (done !== total)
		return everybody(people, { outcome: 'retry', reason: `X processed ${String(done)} of ${String(total)}` });
	return everybody(people);
}
