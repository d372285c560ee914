import { API_FIELDS, REGION } from '../../core/delivery/fields';
import type { Destination } from '../../core/delivery/destination';
import { plainId } from '../../core/delivery/normalise/person';
import { asIs, MEMBERSHIP_FIELD, READABLE } from '../../core/delivery/record';
import { call, deliver } from './people';

/** People, manual segments and events of Customer.io. */
export const customerio: Destination = Object.freeze<Destination>({
	slug: 'customerio',
	name: 'Customer.io',
	description: 'Keeps people, the members of a manual segment, and what they did',
	kinds: ['audience', 'profiles', 'events'],
	transport: 'http',
	credential: { name: 'cdpCustomerIoApi', label: 'Customer.io' },
	fields: [
		{
			key: 'segmentId',
			label: 'Manual Segment ID',
			type: 'string',
			description:
				'The segment that members are put into and taken out of; without one an attribute says who is a member',
			placeholder: 'e.g. 7',
		},
		MEMBERSHIP_FIELD,
		{
			key: 'timestamps',
			label: 'Convert Dates',
			type: 'boolean',
			default: true,
			description: 'Whether dates become seconds since 1970, which Customer.io compares',
		},
		REGION,
		{
			key: 'siteId',
			label: 'Site ID',
			type: 'string',
			required: true,
			description: 'Under Settings, API Credentials, Track API',
			in: 'credential',
		},
		{ key: 'apiKey', label: 'API Key', type: 'secret', required: true, description: 'Key of the Track API' },
		{
			key: 'accountRegion',
			label: 'Account Region',
			type: 'options',
			default: 'us',
			description: 'Where your account lives',
			options: [
				{ value: 'eu', label: 'European Union' },
				{ value: 'us', label: 'United States' },
			],
			in: 'credential',
		},
		...API_FIELDS,
	],
	identifiers: {
		user_id: { normalise: plainId() },
		external_id: { normalise: plainId() },
		email: READABLE['email'] ?? asIs,
		phone: { ...READABLE['phone'], normalise: READABLE['phone']?.normalise ?? asIs.normalise, helps: true },
		first_name: asIs,
		last_name: asIs,
	},
	limits: { maxBatch: 1_000, maxBytes: 500_000, perMinute: 6_000 },
	consent: { purposes: ['email'], tcf: [] },
	check: (config) => call('v1/accounts/region', config),
	deliver,
});
