import { times } from 'lodash';
import type { Batch, Destination, Exchange, Person } from '../../core/delivery/destination';
import { ACCESS_TOKEN, API_FIELDS, REGION } from '../../core/delivery/fields';
import { mobileId } from '../../core/delivery/normalise/person';
import { phone } from '../../core/delivery/normalise/phone';
import { spacelessEmail } from '../../core/delivery/normalise/vendors';
import type { JsonObject } from '../../core/model/json';
import { hashed } from '../shared/rules';
import { check, post, read } from '../shared/tiktok';

const COLUMNS = [
	{ name: 'EMAIL_SHA256', type: 'email' },
	{ name: 'PHONE_SHA256', type: 'phone' },
	{ name: 'IDFA_SHA256', type: 'idfa' },
	{ name: 'AAID_SHA256', type: 'gaid' },
] as const;

/** Customer file audiences of TikTok. */
export const tiktokAudiences: Destination = Object.freeze<Destination>({
	slug: 'tiktok-audiences',
	name: 'TikTok Audiences',
	description: 'Adds people to a customer file audience of TikTok and removes those who leave',
	kinds: ['audience'],
	transport: 'http',
	credential: { name: 'cdpTiktokApi', label: 'TikTok' },
	fields: [
		{
			key: 'advertiserId',
			label: 'Advertiser ID',
			type: 'string',
			required: true,
			description: 'Number of the ad account that owns the audience',
			placeholder: 'e.g. 7012345678901234567',
		},
		{
			key: 'audienceId',
			label: 'Audience ID',
			type: 'string',
			required: true,
			description: 'Number of the custom audience',
			placeholder: 'e.g. 173000000',
		},
		REGION,
		{ ...ACCESS_TOKEN, required: true, description: 'Long-term token of your app for the TikTok API for Business' },
		...API_FIELDS,
	],
	identifiers: {
		email: hashed(spacelessEmail),
		phone: hashed(phone()),
		idfa: hashed(mobileId()),
		gaid: hashed(mobileId()),
	},
	limits: { maxBatch: 1_000, perMinute: 600, minimumMembers: 1_000 },
	consent: { purposes: ['advertising'], tcf: [1, 3, 4] },
	check,
	deliver,
});

/** One table: a column for each kind of identifier that anybody in the batch has, a row for each value of a person. */
function* deliver(batch: Batch): Exchange {
	const columns = COLUMNS.filter(({ type }) => batch.people.some(({ ids }) => ids[type]));
	const audiences = [String(batch.config['audienceId'])];
	const cell = (id: string | undefined): JsonObject => (id === undefined ? {} : { id, audience_ids: audiences });
	const rowsOf = ({ ids }: Person): JsonObject[][] =>
		times(Math.max(...columns.map(({ type }) => ids[type]?.length ?? 0)), (i) =>
			columns.map(({ type }) => cell(ids[type]?.[i])),
		);
	const body: JsonObject = {
		advertiser_ids: [String(batch.config['advertiserId'])],
		action: batch.action === 'remove' ? 'delete' : 'add',
		id_schema: columns.map(({ name }) => name),
		batch_data: batch.people.flatMap(rowsOf),
	};
	return read(yield { request: post(batch, 'segment/mapping/', body) }, batch);
}
