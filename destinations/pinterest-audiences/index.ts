import { at, failed, jsonBody, NOT_JSON } from '../../core/delivery/answer';
import type { Batch, Destination, Verdict } from '../../core/delivery/destination';
import { everybody, oneRequest } from '../../core/delivery/exchange';
import { API_FIELDS, OAUTH2_FIELDS } from '../../core/delivery/fields';
import { mobileId } from '../../core/delivery/normalise/person';
import { spacelessEmail } from '../../core/delivery/normalise/vendors';
import { oauth2 } from '../../core/delivery/oauth2';
import type { OutgoingRequest } from '../../core/model/delivery';
import type { HttpResponse } from '../../core/ports';
import { hashed } from '../shared/rules';
import { valuesOf } from '../shared/values';
import { VERSIONS } from '../versions';

const API = `https://api.pinterest.com/${VERSIONS.pinterest.version}`;

/** Customer lists of Pinterest. */
export const pinterestAudiences: Destination = Object.freeze<Destination>({
	slug: 'pinterest-audiences',
	name: 'Pinterest Audiences',
	description: 'Adds people to a customer list of Pinterest and removes those who leave',
	kinds: ['audience'],
	transport: 'http',
	credential: { name: 'cdpPinterestApi', label: 'Pinterest' },
	fields: [
		{
			key: 'adAccountId',
			label: 'Ad Account ID',
			type: 'string',
			required: true,
			description: 'Number of the ad account that owns the list',
			placeholder: 'e.g. 549756359984',
		},
		{
			key: 'audienceId',
			label: 'Customer List ID',
			type: 'string',
			required: true,
			description: 'Number of the customer list',
			placeholder: 'e.g. 643',
		},
		...OAUTH2_FIELDS,
		...API_FIELDS,
	],
	identifiers: {
		email: hashed(spacelessEmail),
		idfa: hashed(mobileId()),
		gaid: hashed(mobileId()),
	},
	limits: { maxBatch: 10_000, minimumMembers: 100 },
	consent: { purposes: ['advertising'], tcf: [1, 3, 4] },
	authorisation: oauth2({ tokenUrl: `${API}/oauth/token`, grant: 'refresh_token', client: 'basic' }),
	check: ({ accessToken }) => ({
		method: 'GET',
		url: `${API}/ad_accounts?page_size=1`,
		headers: { authorization: `Bearer ${String(accessToken ?? '')}` },
		body: '',
	}),
	deliver: oneRequest(request, read),
});

function request(batch: Batch): OutgoingRequest {
	const { adAccountId, audienceId, accessToken } = batch.config;
	const [account, list] = [adAccountId, audienceId].map((id) => encodeURIComponent(String(id)));
	return {
		method: 'PATCH',
		url: `${API}/ad_accounts/${account}/customer_lists/${list}`,
		headers: { authorization: `Bearer ${String(accessToken ?? '')}`, 'content-type': 'application/json' },
		body: JSON.stringify({
			operation_type: batch.action === 'remove' ? 'REMOVE' : 'ADD',
			records: [...valuesOf(batch, ['email', 'idfa', 'gaid']).keys()].join(','),
		}),
	};
}

/** Exceptions tell that something about the list is wrong, not about whom. */
function read(response: HttpResponse, { people, now }: Batch): Verdict[] {
	const answer = jsonBody(response);
	if (!answer) return everybody(people, NOT_JSON);
	const why = at(answer, ['exceptions', 'message']);
	if (typeof why === 'string') return everybody(people, failed(response, now, { blame: 'data', why }));
	return everybody(people);
}
