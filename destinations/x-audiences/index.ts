import type { Destination } from '../../core/delivery/destination';
import { ACCESS_TOKEN, API_FIELDS, REGION } from '../../core/delivery/fields';
import { mobileId } from '../../core/delivery/normalise/person';
import { phone } from '../../core/delivery/normalise/phone';
import { plainEmail } from '../../core/delivery/normalise/vendors';
import { hashed } from '../shared/rules';
import { oauth1 } from './oauth1';
import { API, deliver, handle } from './users';

/** Custom audiences of X (Twitter). */
export const xAudiences: Destination = Object.freeze<Destination>({
	slug: 'x-audiences',
	name: 'X Audiences',
	description: 'Adds people to a custom audience of X (Twitter) and removes those who leave',
	kinds: ['audience'],
	transport: 'http',
	credential: { name: 'cdpXApi', label: 'X' },
	fields: [
		{
			key: 'accountId',
			label: 'Ads Account ID',
			type: 'string',
			required: true,
			description: 'ID of the ads account that owns the audience',
			placeholder: 'e.g. 18ce54d4x5t',
		},
		{
			key: 'audienceId',
			label: 'Custom Audience ID',
			type: 'string',
			required: true,
			description: 'ID of the custom audience',
			placeholder: 'e.g. 1nmth',
		},
		REGION,
		{
			key: 'consumerKey',
			label: 'Consumer Key',
			type: 'secret',
			required: true,
			description: 'API key of your app, which must have been let into the Ads API',
		},
		{
			key: 'consumerSecret',
			label: 'Consumer Secret',
			type: 'secret',
			required: true,
			description: 'API key secret of your app',
		},
		{ ...ACCESS_TOKEN, required: true, description: 'Access token of a user who may manage the ads account' },
		{
			key: 'accessTokenSecret',
			label: 'Access Token Secret',
			type: 'secret',
			required: true,
			description: 'Secret that came with the access token',
		},
		...API_FIELDS,
	],
	identifiers: {
		email: hashed(plainEmail),
		phone: hashed(phone()),
		idfa: hashed(mobileId()),
		gaid: hashed(mobileId()),
		x_handle: hashed(handle),
	},
	limits: { maxBatch: 2_500, maxBytes: 5_000_000, perMinute: 1_500, minimumMembers: 100 },
	consent: { purposes: ['advertising'], tcf: [1, 3, 4] },
	check: (config, now) => {
		const request = { method: 'GET', url: `${API}/accounts` };
		return { ...request, headers: { authorization: oauth1(request, config, now, 'check') }, body: '' };
	},
	deliver,
});
