import { createHmac } from 'node:crypto';
import { at, failure, jsonBody, NOT_JSON } from '../../core/delivery/answer';
import type { Batch, Exchange, Person } from '../../core/delivery/destination';
import { everybody, refusing } from '../../core/delivery/exchange';
import type { OutgoingRequest } from '../../core/model/delivery';
import { InputError } from '../../core/model/errors';
import type { Json, JsonObject } from '../../core/model/json';
import { identityMap, type Mapped } from './uid2';

const MINUTES_A_DAY = 1440;

/** Names under which the cookie of The Trade Desk may have been matched. */
export const COOKIES = ['tdid', 'TDID', 'ttd', 'thetradedesk', 'adsrvr'].map((name) => `cookie:${name}`);

type Item = [kind: string, id: string];

/** First the raw UID2s or EUIDs of addresses and numbers, then the data: one item for each id. */
export function* deliver(batch: Batch): Exchange {
	const mapped = yield* identityMap(batch);
	if (!(mapped instanceof Map)) return everybody(batch.people, mapped);
	const items = batch.people.map((person) => itemsOf(person, mapped, batch));
	const isRemoval = batch.action === 'remove';
	return yield* refusing(
		batch,
		// Who has no id cannot be in the data either: a removal of them is done.
		(person, place) => (isRemoval || items[place]?.length ? undefined : whyNot(person, mapped)),
		function* (part, places) {
			const sent = places.flatMap((place, i) => (items[place] ?? []).map((item) => ({ item, i })));
			if (sent.length === 0) return everybody(part.people);
			const response = yield { request: request(part, sent.map(({ item }) => item)) }; // prettier-ignore
			const wrong = failure(response, part);
			if (wrong) return wrong;
			const answer = jsonBody(response);
			if (!answer) return everybody(part.people, NOT_JSON);
			const refused = new Map(failedLines(answer).map(({ place, why }) => [sent[place]?.i, why]));
			return part.people.map((_, i) => {
				const reason = refused.get(i);
				return reason === undefined ? { outcome: 'done' } : { outcome: 'refused', reason };
			});
		},
	);
}

function itemsOf({ ids }: Person, mapped: Map<string, Mapped>, { action, config }: Batch): Item[] {
	const raw = [...(ids['email'] ?? []), ...(ids['phone'] ?? [])].flatMap((hash) => {
		const found = mapped.get(hash);
		if (!found || !('ids' in found)) return [];
		// The id before the last change may still hold the data: a removal clears both.
		return action === 'remove' ? found.ids : found.ids.slice(0, 1);
	});
	return [
		...COOKIES.flatMap((type) => ids[type] ?? []).map((id): Item => ['TDID', id]),
		...[...(ids['idfa'] ?? []), ...(ids['gaid'] ?? [])].map((id): Item => ['DAID', id]),
		...[...new Set(raw)].map((id): Item => [String(config['idSpace']), id]),
	];
}

function whyNot({ ids }: Person, mapped: Map<string, Mapped>): string {
	const hashes = [...(ids['email'] ?? []), ...(ids['phone'] ?? [])];
	const told = hashes.map((hash) => mapped.get(hash)).find((one) => one && 'why' in one);
	return told && 'why' in told ? told.why : 'only addresses or numbers, and no UID2 operator is given to map them';
}

function request({ action, config }: Batch, items: Item[]): OutgoingRequest {
	const days = Number(config['ttlDays']);
	const data = [{ Name: String(config['segmentName']), TTLInMinutes: action === 'remove' ? 0 : days * MINUTES_A_DAY }];
	const body = JSON.stringify({
		...(config['dataProviderId'] ? { DataProviderId: String(config['dataProviderId']) } : {}),
		AdvertiserId: String(config['advertiserId']),
		Items: items.map(([kind, id]) => ({ [kind]: id, Data: data })),
	});
	return {
		method: 'POST',
		url: `https://${String(config['server'])}-data.adsrvr.org/data/advertiser`,
		headers: { ...proofs(config, body), 'content-type': 'application/json' },
		body,
	};
}

/** A token, or the body signed with the advertiser's secret and with the data provider's, when there is one. */
function proofs(config: JsonObject, body: string): Record<string, string> {
	const { apiToken, secretKey, dataProviderSecret } = config;
	if (!apiToken && !secretKey)
		throw new InputError(
			'The Trade Desk needs a secret key or an API token.',
			'Fill in one of them.',
			'DESTINATION_CONFIG',
		);
	const signed = (secret: Json) => createHmac('sha1', String(secret)).update(body).digest('base64');
	return {
		...(apiToken ? { 'ttd-auth': String(apiToken) } : {}),
		...(secretKey ? { ttdsignature: signed(secretKey) } : {}),
		...(dataProviderSecret ? { 'ttdsignature-dp': signed(dataProviderSecret) } : {}),
	};
}

/** A 200 may name items that were not taken, counted from 1: `{ItemNumber}` or `…, item #1` in the message. */
function failedLines(answer: JsonObject): Array<{ place: number; why: string }> {
	const lines = answer['FailedLines'];
	return (Array.isArray(lines) ? lines : []).map((line) => {
		const number = at(line, ['ItemNumber']) ?? /item #(\d+)/i.exec(String(at(line, ['Message'])))?.[1];
		const code = at(line, ['ErrorCode']);
		return { place: Number(number) - 1, why: typeof code === 'string' ? code : 'refused by The Trade Desk' };
	});
}
