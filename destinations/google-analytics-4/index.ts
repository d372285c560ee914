import { API_FIELDS, REGION } from '../../core/delivery/fields';
import type { Destination } from '../../core/delivery/destination';
import { plainId } from '../../core/delivery/normalise/person';
import { phone } from '../../core/delivery/normalise/phone';
import { googleEmail } from '../../core/delivery/normalise/vendors';
import { deliver } from './events';

/** Events to Google Analytics 4 by the Measurement Protocol. */
export const googleAnalytics4: Destination = Object.freeze<Destination>({
	slug: 'google-analytics-4',
	name: 'Google Analytics 4',
	description: 'Sends what people did as events of a web or app stream, by the Measurement Protocol',
	kinds: ['events'],
	transport: 'http',
	credential: { name: 'cdpGoogleAnalyticsApi', label: 'Google Analytics' },
	fields: [
		{
			key: 'measurementId',
			label: 'Measurement ID',
			type: 'string',
			required: true,
			description: 'Of the web stream, or the Firebase app ID of an app stream',
			placeholder: 'e.g. G-ABC123DEF4',
		},
		{
			key: 'apiSecret',
			label: 'API Secret',
			type: 'secret',
			required: true,
			description: 'Made under Admin, Data Streams, Measurement Protocol API secrets',
		},
		{
			key: 'collectIn',
			label: 'Data Collected In',
			type: 'options',
			default: 'global',
			description: 'Where Google takes the events in',
			options: [
				{ value: 'eu', label: 'European Union' },
				{ value: 'global', label: 'Anywhere' },
			],
		},
		{
			key: 'userProperties',
			label: 'User Properties',
			type: 'string',
			description: 'Names of the traits to send along, with commas; Google forbids anything that tells who a person is',
			placeholder: 'e.g. plan, loyalty_level',
		},
		{
			key: 'userData',
			label: 'Send Hashed Contact Data',
			type: 'boolean',
			default: false,
			description:
				'Whether hashed e-mail addresses and phone numbers go along with a user ID; the property must have this switched on',
		},
		REGION,
		{
			key: 'validateOnly',
			label: 'Only Validate',
			type: 'boolean',
			default: false,
			description: 'Whether Google should check the events and record nothing',
		},
		...API_FIELDS,
	],
	identifiers: {
		user_id: { normalise: plainId() },
		anonymous_id: { normalise: plainId() },
		cookie: { normalise: plainId() },
		email: { normalise: googleEmail, hash: 'hex', helps: true },
		phone: { normalise: phone(), hash: 'hex', helps: true },
	},
	limits: { maxBatch: 1_000, maxBytes: 130_000 },
	consent: { purposes: ['measure'], tcf: [1, 7] },
	deliver,
});
