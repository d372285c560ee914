import { chunk } from 'lodash';
import { at, jsonBody, NOT_JSON } from '../../core/delivery/answer';
import type { Batch, Exchange, Person, Step, Verdict } from '../../core/delivery/destination';
import { DONE, everybody, refusing } from '../../core/delivery/exchange';
import { flat, membership, recordOf, text } from '../../core/delivery/record';
import type { Json, JsonObject } from '../../core/model/json';
import type { HttpResponse } from '../../core/ports';
import { call, externalId, failure, jsonList, objectOf, quoted, verdictOf } from './request';

/** Most ids in one query: they stand in its address. */
const MOST_IN_QUERY = 100;
/** Only names of fields are sent: Salesforce refuses everything when it does not know one. */
const FIELD = /^(?:[A-Z][A-Za-z0-9]*|[A-Za-z][A-Za-z0-9_]*__c)$/;

export function* deliver(batch: Batch): Exchange {
	return yield* refusing(
		batch,
		(person) => whyNot(person, batch),
		(part) => (part.action === 'remove' ? takeOut(part) : put(part)),
	);
}

function whyNot(person: Person, { action, config }: Batch): string | undefined {
	if (externalId(person, config) === undefined) return `nothing for the field ${text(config['externalIdField'])}`;
	const isAudience = text(config['campaignId']) !== '' || text(config['attribute']) !== '';
	return action === 'remove' && !isAudience
		? 'neither a campaign nor a membership field is set to take it out of'
		: undefined;
}

/** Addresses are fields of their own names at contacts. */
function names(config: JsonObject): Record<string, string> {
	const place = objectOf(config) === 'Contact' ? 'Mailing' : '';
	return {
		...{ email: 'Email', phone: 'Phone', first_name: 'FirstName', last_name: 'LastName', birth_date: 'Birthdate' },
		...{ city: `${place}City`, state: `${place}State`, postcode: `${place}PostalCode`, country: `${place}Country` },
	};
}

function record(person: Person, config: JsonObject): JsonObject {
	const all = Object.entries(flat(recordOf(person, names(config)))).filter(([key]) => FIELD.test(key));
	return {
		attributes: { type: objectOf(config) },
		...Object.fromEntries(all),
		...(text(config['attribute']) ? membership(person, config) : {}),
		[text(config['externalIdField'])]: externalId(person, config) ?? '',
	};
}

function* put(batch: Batch): Exchange {
	const { people, config } = batch;
	const path = `composite/sobjects/${objectOf(config)}/${text(config['externalIdField'])}`;
	const response = yield {
		request: call('PATCH', path, config, { allOrNone: false, records: people.map((person) => record(person, config)) }),
		assume: JSON.stringify(people.map((_, i) => ({ id: `RECORD_ID_${i + 1}`, success: true }))),
	};
	const wrong = failure(response, batch);
	if (wrong) return wrong;
	const results = jsonList(response);
	if (!results) return everybody(people, NOT_JSON);
	const said = people.map((_, i) => verdictOf(results[i]));
	const ids = said.flatMap(({ outcome }, i) => (outcome === 'done' ? [text(at(results[i], ['id']))] : []));
	if (batch.action !== 'add' || !text(config['campaignId']) || ids.length === 0) return said;
	const joined = yield* join(batch, ids);
	return said.map((verdict) => (verdict.outcome === 'done' ? (joined.shift() ?? verdict) : verdict));
}

function* join(batch: Batch, ids: string[]): Generator<Step, Verdict[], HttpResponse> {
	const { config } = batch;
	const records = ids.map((id) => ({
		attributes: { type: 'CampaignMember' },
		CampaignId: text(config['campaignId']),
		[`${objectOf(config)}Id`]: id,
	}));
	const response = yield {
		request: call('POST', 'composite/sobjects', config, { allOrNone: false, records }),
		assume: JSON.stringify(ids.map(() => ({ success: true }))),
	};
	const wrong = failure(response, batch);
	const results = jsonList(response);
	return ids.map((_, i) => wrong?.[0] ?? verdictOf(results?.[i], ['DUPLICATE_VALUE']));
}

/** Who is no record, or no member of the campaign, has left already. */
function* takeOut(batch: Batch): Exchange {
	const { config, people } = batch;
	for (const some of chunk(people, MOST_IN_QUERY)) {
		const found = yield* lookUp(batch, some);
		if (!Array.isArray(found)) return everybody(people, found);
		if (found.length === 0) continue;
		const response = yield { request: text(config['campaignId']) ? leave(found, config) : unmark(found, config) };
		const wrong = failure(response, batch);
		if (wrong) return wrong;
		const bad = (jsonList(response) ?? []).map((one) => verdictOf(one, ['ENTITY_IS_DELETED'])).find((one) => one.outcome !== 'done'); // prettier-ignore
		// Which person it was is not said: all are taken out again.
		if (bad)
			return everybody(people, { outcome: 'retry', reason: 'reason' in bad ? bad.reason : 'not all were taken out' });
	}
	return everybody(people, DONE);
}

function* lookUp(batch: Batch, people: Person[]): Generator<Step, string[] | Verdict, HttpResponse> {
	const { config } = batch;
	const [object, field, campaign] = [objectOf(config), text(config['externalIdField']), text(config['campaignId'])];
	const ids = people.map((person) => quoted(externalId(person, config) ?? '')).join(',');
	const query = campaign
		? `SELECT Id FROM CampaignMember WHERE CampaignId = ${quoted(campaign)} AND ${object}.${field} IN (${ids})`
		: `SELECT Id FROM ${object} WHERE ${field} IN (${ids})`;
	const response = yield {
		request: call('GET', `query?${new URLSearchParams({ q: query }).toString()}`, config),
		assume: JSON.stringify({ records: people.map((_, i) => ({ Id: `RECORD_ID_${i + 1}` })) }),
	};
	const wrong = failure(response, batch)?.[0];
	if (wrong) return wrong;
	const records: Json | undefined = jsonBody(response)?.['records'];
	return Array.isArray(records) ? records.map((one) => text(at(one, ['Id']))) : NOT_JSON;
}

const leave = (ids: string[], config: JsonObject) =>
	call('DELETE', `composite/sobjects?ids=${ids.map(encodeURIComponent).join(',')}&allOrNone=false`, config);

const unmark = (ids: string[], config: JsonObject) =>
	call('PATCH', 'composite/sobjects', config, {
		allOrNone: false,
		records: ids.map((id) => ({ attributes: { type: objectOf(config) }, id, [text(config['attribute'])]: false })),
	});
