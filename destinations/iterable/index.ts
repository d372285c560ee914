import { API_FIELDS, REGION } from '../../core/delivery/fields';
import type { Destination } from '../../core/delivery/destination';
import { plainId } from '../../core/delivery/normalise/person';
import { phone } from '../../core/delivery/normalise/phone';
import { asIs, MEMBERSHIP_FIELD, READABLE } from '../../core/delivery/record';
import { events } from './events';
import { call } from './request';
import { users } from './users';

/** Users, static lists, events and purchases of Iterable. */
export const iterable: Destination = Object.freeze<Destination>({
	slug: 'iterable',
	name: 'Iterable',
	description: 'Keeps users, the members of a static list, events and purchases',
	kinds: ['audience', 'profiles', 'events'],
	transport: 'http',
	credential: { name: 'cdpIterableApi', label: 'Iterable' },
	fields: [
		{
			key: 'listId',
			label: 'List ID',
			type: 'string',
			description:
				'The static list that members are put into and taken out of; without one a user field says who is a member',
			placeholder: 'e.g. 1234567',
		},
		MEMBERSHIP_FIELD,
		{
			key: 'identifyBy',
			label: 'Users Are Known By',
			type: 'options',
			default: 'email',
			description: 'How your project tells users apart; lists and events take one of the two',
			options: [
				{ value: 'email', label: 'E-Mail Address' },
				{ value: 'userId', label: 'User ID' },
			],
		},
		REGION,
		{ key: 'apiKey', label: 'API Key', type: 'secret', required: true, description: 'Server-side key of the project' },
		{
			key: 'dataCenter',
			label: 'Data Center',
			type: 'options',
			default: 'us',
			description: 'Where your project lives',
			options: [
				{ value: 'eu', label: 'Europe' },
				{ value: 'us', label: 'United States' },
			],
			in: 'credential',
		},
		...API_FIELDS,
	],
	identifiers: {
		email: READABLE['email'] ?? asIs,
		user_id: { normalise: plainId() },
		external_id: { normalise: plainId() },
		phone: { normalise: phone(), helps: true },
		first_name: asIs,
		last_name: asIs,
	},
	limits: { maxBatch: 1_000, maxBytes: 4_000_000, perMinute: 300 },
	consent: { purposes: ['email'], tcf: [] },
	check: (config) => call('lists', config),
	deliver: (batch) => (batch.action === 'event' ? events(batch) : users(batch)),
});
