import { chunk, times } from 'lodash';
import { at, failed, jsonBody, NOT_JSON } from '../../core/delivery/answer';
import type { Batch, Exchange, Person, Verdict } from '../../core/delivery/destination';
import { everybody } from '../../core/delivery/exchange';
import { sha256 } from '../../core/delivery/normalise/hash';
import type { OutgoingRequest } from '../../core/model/delivery';
import type { Json, JsonObject } from '../../core/model/json';
import type { HttpResponse } from '../../core/ports';
import { VERSIONS } from '../versions';

const SCHEMA = [
	...['EXTERN_ID', 'EMAIL', 'PHONE', 'DOBY', 'DOBM', 'DOBD', 'LN', 'FN', 'FI', 'GEN', 'CT', 'ST', 'ZIP'],
	...['COUNTRY', 'MADID'],
];
/** Most rows in one request. */
const MOST_ROWS = 10_000;

/** POST adds, DELETE removes. Somebody with several addresses or devices is several rows. */
export function* deliver(batch: Batch): Exchange {
	const rows = batch.people.flatMap((person, place) => rowsOf(person).map((row) => ({ row, place })));
	const refused = new Map<number, string>();
	let sessionId: string | undefined;
	for (const part of chunk(rows, MOST_ROWS)) {
		const response = yield { request: request(batch, part.map(({ row }) => row)) }; // prettier-ignore
		const wrong = failure(response, batch);
		if (wrong) return everybody(batch.people, wrong);
		const answer = jsonBody(response);
		if (!answer) return everybody(batch.people, NOT_JSON);
		sessionId ??= answer['session_id'] === undefined ? undefined : String(answer['session_id']);
		for (const { row, place } of part) if (isInvalid(row, answer)) refused.set(place, 'Meta calls the entry invalid');
	}
	const done: Verdict = { outcome: 'done', ...(sessionId === undefined ? {} : { requestId: sessionId }) };
	return batch.people.map((_, i) => (refused.has(i) ? { outcome: 'refused', reason: refused.get(i) ?? '' } : done));
}

function request({ action, config }: Batch, data: string[][]): OutgoingRequest {
	return {
		method: action === 'remove' ? 'DELETE' : 'POST',
		url: `https://graph.facebook.com/${VERSIONS.metaMarketing.version}/${String(config['audienceId'])}/users`,
		headers: { authorization: `Bearer ${String(config['accessToken'])}`, 'content-type': 'application/json' },
		body: JSON.stringify({ payload: { schema: SCHEMA, data } }),
	};
}

function rowsOf({ ids }: Person): string[][] {
	const devices = [...(ids['idfa'] ?? []), ...(ids['gaid'] ?? [])];
	const first = (type: string) => ids[type]?.[0] ?? '';
	const birth = first('birth_date');
	const dates = birth === '' ? ['', '', ''] : [birth.slice(0, 4), birth.slice(4, 6), birth.slice(6)].map((text) => sha256(text)); // prettier-ignore
	const most = Math.max(1, ids['email']?.length ?? 0, ids['phone']?.length ?? 0, devices.length);
	return times(most, (i) => [
		first('external_id') || first('user_id'),
		ids['email']?.[i] ?? '',
		ids['phone']?.[i] ?? '',
		...dates,
		first('last_name'),
		first('first_name'),
		'',
		...['gender', 'city', 'state', 'postcode', 'country'].map(first),
		devices[i] ?? '',
	]);
}

/** Codes of developers.facebook.com/docs/graph-api/guides/error-handling: who is to blame is in the code, not in the status. */
const CREDENTIAL_CODES = new Set([3, 10, 102, 190, 200, 294]);
const PASSING_CODES = new Set([1, 2, 4, 17, 32, 341, 368, 613]);
const isThrottled = (code: number): boolean => code >= 80_000 && code <= 80_014;

function failure(response: HttpResponse, { now }: Batch): Verdict | undefined {
	if (response.status >= 200 && response.status < 300) return undefined;
	const error = at(jsonBody(response), ['error']);
	const code = Number(at(error, ['code']) ?? 0);
	if (CREDENTIAL_CODES.has(code)) return failed(response, now, { blame: 'credential' });
	const isPassing = PASSING_CODES.has(code) || isThrottled(code) || at(error, ['is_transient']) === true;
	return failed(response, now, isPassing ? { blame: 'moment' } : {});
}

/** Meta does not say which rows are wrong, only samples of them; all when their number is that of the rows. */
function isInvalid(row: string[], answer: JsonObject): boolean {
	if (!Number(answer['num_invalid_entries'])) return false;
	if (answer['num_invalid_entries'] === answer['num_received']) return true;
	const samples = new Set(texts(answer['invalid_entry_samples']));
	return row.some((value) => value !== '' && samples.has(value));
}

function texts(value: Json | undefined): string[] {
	if (typeof value === 'string') return [value];
	if (Array.isArray(value)) return value.flatMap(texts);
	return typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([key, one]) => [key, ...texts(one)])
		: [];
}
