import { at, failed, jsonBody, NOT_JSON } from '../../core/delivery/answer';
import type { Batch, Destination, Exchange, Verdict } from '../../core/delivery/destination';
import { everybody, parts } from '../../core/delivery/exchange';
import { API_FIELDS, OAUTH2_FIELDS, REGION } from '../../core/delivery/fields';
import { mobileId } from '../../core/delivery/normalise/person';
import { phone } from '../../core/delivery/normalise/phone';
import { plainEmail } from '../../core/delivery/normalise/vendors';
import { oauth2 } from '../../core/delivery/oauth2';
import type { HttpResponse } from '../../core/ports';
import { hashed } from '../shared/rules';
import { requestsByKind } from '../shared/values';
import { VERSIONS } from '../versions';

const API = `https://adsapi.snapchat.com/${VERSIONS.snapchatAds.version}`;
/** developers.snap.com, customer lists: identifiers in one request. */
const MOST = 100_000;
const SCHEMAS = [
	{ name: 'EMAIL_SHA256', types: ['email'] },
	{ name: 'PHONE_SHA256', types: ['phone'] },
	{ name: 'MOBILE_AD_ID_SHA256', types: ['idfa', 'gaid'] },
];

/** Customer lists of Snapchat. */
export const snapchatAudiences: Destination = Object.freeze<Destination>({
	slug: 'snapchat-audiences',
	name: 'Snapchat Audiences',
	description: 'Adds people to a customer list of Snapchat and removes those who leave',
	kinds: ['audience'],
	transport: 'http',
	credential: { name: 'cdpSnapchatApi', label: 'Snapchat' },
	fields: [
		{
			key: 'segmentId',
			label: 'Audience Segment ID',
			type: 'string',
			required: true,
			description: 'Number of the customer list',
			placeholder: 'e.g. 5677923948298240',
		},
		REGION,
		...OAUTH2_FIELDS,
		...API_FIELDS,
	],
	identifiers: {
		email: hashed(plainEmail),
		phone: hashed(phone({ plus: false })),
		idfa: hashed(mobileId()),
		gaid: hashed(mobileId()),
	},
	limits: { maxBatch: MOST, minimumMembers: 1_000 },
	consent: { purposes: ['advertising'], tcf: [1, 3, 4] },
	authorisation: oauth2({
		tokenUrl: 'https://accounts.snapchat.com/login/oauth2/access_token',
		grant: 'refresh_token',
	}),
	check: ({ accessToken }) => ({
		method: 'GET',
		url: `${API}/me`,
		headers: { authorization: `Bearer ${String(accessToken ?? '')}` },
		body: '',
	}),
	deliver,
});

/** POST adds, DELETE removes; one request holds identifiers of one kind. */
function deliver(batch: Batch): Exchange {
	const { segmentId, accessToken } = batch.config;
	const list = requestsByKind(batch, SCHEMAS, MOST, ({ name }, values) => ({
		method: batch.action === 'remove' ? 'DELETE' : 'POST',
		url: `${API}/segments/${encodeURIComponent(String(segmentId))}/users`,
		headers: { authorization: `Bearer ${String(accessToken ?? '')}`, 'content-type': 'application/json' },
		body: JSON.stringify({ users: [{ schema: [name], data: values.map((value) => [value]) }] }),
	}));
	return parts(batch, list, read);
}

/** Also an error may come under 200: the status of the request is in the body. */
function read(response: HttpResponse, { people, now }: Batch): Verdict[] {
	const answer = jsonBody(response);
	if (!answer) return everybody(people, NOT_JSON);
	const users = answer['users'];
	const statuses = [answer['request_status'], at(Array.isArray(users) ? users[0] : undefined, ['sub_request_status'])];
	if (statuses.some((status) => typeof status === 'string' && !/^success$/i.test(status))) {
		const why = answer['display_message'] ?? answer['debug_message'];
		return everybody(people, failed(response, now, { blame: 'data', ...(typeof why === 'string' ? { why } : {}) }));
	}
	const requestId = answer['request_id'];
	return everybody(people, { outcome: 'done', ...(typeof requestId === 'string' ? { requestId } : {}) });
}
