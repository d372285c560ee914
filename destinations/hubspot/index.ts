import { ACCESS_TOKEN, API_FIELDS, OAUTH2_FIELDS, REGION } from '../../core/delivery/fields';
import type { Destination } from '../../core/delivery/destination';
import { plainId } from '../../core/delivery/normalise/person';
import { oauth2 } from '../../core/delivery/oauth2';
import { MEMBERSHIP_FIELD, READABLE } from '../../core/delivery/record';
import { deliver } from './contacts';
import { events } from './events';
import { crm } from './request';

/** Contacts, lists and custom events of HubSpot. */
export const hubspot: Destination = Object.freeze<Destination>({
	slug: 'hubspot',
	name: 'HubSpot',
	description: 'Keeps contacts, the members of a static list, and custom events',
	kinds: ['audience', 'profiles', 'events'],
	transport: 'http',
	credential: { name: 'cdpHubSpotApi', label: 'HubSpot' },
	fields: [
		{
			key: 'listId',
			label: 'List ID',
			type: 'string',
			description: 'The static list that members are put into and taken out of',
			placeholder: 'e.g. 42',
		},
		{
			...MEMBERSHIP_FIELD,
			description: 'Contact property that is true for members and false for those who left; it must exist in HubSpot',
		},
		{
			key: 'idProperty',
			label: 'Contact Is Found By',
			type: 'string',
			default: 'email',
			description: 'The e-mail address, or a unique property of yours that holds the external or user ID',
			placeholder: 'e.g. shop_customer_id',
		},
		{
			key: 'eventPrefix',
			label: 'Event Name Prefix',
			type: 'string',
			description: 'What HubSpot puts in front of the names of your custom events',
			placeholder: 'e.g. pe1234567_',
		},
		REGION,
		{ ...ACCESS_TOKEN, description: 'Of a private app; not needed when client and refresh token are given' },
		...OAUTH2_FIELDS.filter(({ key }) => key !== ACCESS_TOKEN.key),
		...API_FIELDS,
	],
	identifiers: {
		...READABLE,
		external_id: { normalise: plainId() },
		user_id: { normalise: plainId() },
	},
	limits: { maxBatch: 100, maxEvents: 500, perMinute: 600, perDay: 250_000 },
	consent: { purposes: ['email'], tcf: [] },
	authorisation: oauth2({ tokenUrl: 'https://api.hubapi.com/oauth/v1/token', grant: 'refresh_token' }),
	check: (config) => crm('GET', 'objects/contacts?limit=1', config),
	deliver: (batch) => (batch.action === 'event' ? events(batch) : deliver(batch)),
});
