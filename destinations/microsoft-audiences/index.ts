import type { Destination } from '../../core/delivery/destination';
import { API_FIELDS, OAUTH2_FIELDS } from '../../core/delivery/fields';
import { plainEmail } from '../../core/delivery/normalise/vendors';
import { oauth2 } from '../../core/delivery/oauth2';
import { hashed } from '../shared/rules';
import { deliver, signedIn } from './userData';

/** Customer match lists of Microsoft Advertising (Bing). */
export const microsoftAudiences: Destination = Object.freeze<Destination>({
	slug: 'microsoft-audiences',
	name: 'Microsoft Advertising Audiences',
	description: 'Adds people to a customer match list of Microsoft Advertising and removes those who leave',
	kinds: ['audience'],
	transport: 'http',
	credential: { name: 'cdpMicrosoftAdvertisingApi', label: 'Microsoft Advertising' },
	fields: [
		{
			key: 'audienceId',
			label: 'Audience ID',
			type: 'string',
			required: true,
			description: 'Number of the customer match list',
			placeholder: 'e.g. 804567890',
		},
		{
			key: 'customerId',
			label: 'Customer ID',
			type: 'string',
			required: true,
			description: 'Number of the manager account',
			placeholder: 'e.g. 12345678',
		},
		{
			key: 'accountId',
			label: 'Account ID',
			type: 'string',
			required: true,
			description: 'Number of the ad account that owns the list',
			placeholder: 'e.g. 87654321',
		},
		{
			key: 'acceptTerms',
			label: 'Accept Customer Match Terms',
			type: 'boolean',
			default: false,
			description: 'Whether to accept Microsoft’s customer match terms with each request, not once in its interface',
		},
		{
			key: 'developerToken',
			label: 'Developer Token',
			type: 'secret',
			required: true,
			description: 'Token of your developer account at Microsoft Advertising',
		},
		...OAUTH2_FIELDS,
		...API_FIELDS,
	],
	identifiers: { email: hashed(plainEmail) },
	limits: { maxBatch: 1_000, minimumMembers: 300 },
	consent: { purposes: ['advertising'], tcf: [1, 3, 4], vendor: 1126 },
	authorisation: oauth2({
		tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
		grant: 'refresh_token',
		scope: 'https://ads.microsoft.com/msads.manage offline_access',
	}),
	check: (config) => ({
		method: 'POST',
		url: 'https://clientcenter.api.bingads.microsoft.com/CustomerManagement/v13/User/Query',
		headers: signedIn(config),
		body: '{"UserId":null}',
	}),
	deliver,
});
