import { API_FIELDS, REGION } from '../../core/delivery/fields';
import type { Destination } from '../../core/delivery/destination';
import { plainId } from '../../core/delivery/normalise/person';
import { MEMBERSHIP_FIELD, READABLE, text } from '../../core/delivery/record';
import { events } from './events';
import { put, takeOut } from './profiles';
import { call } from './request';

/** Profiles, lists and events of Klaviyo. */
export const klaviyo: Destination = Object.freeze<Destination>({
	slug: 'klaviyo',
	name: 'Klaviyo',
	description: 'Keeps profiles, the members of a list, and what they did',
	kinds: ['audience', 'profiles', 'events'],
	transport: 'http',
	credential: { name: 'cdpKlaviyoApi', label: 'Klaviyo' },
	fields: [
		{
			key: 'listId',
			label: 'List ID',
			type: 'string',
			description:
				'The list that members are put into and taken out of; without one a profile field says who is a member',
			placeholder: 'e.g. Y6nRLr',
		},
		MEMBERSHIP_FIELD,
		REGION,
		{
			key: 'apiKey',
			label: 'Private API Key',
			type: 'secret',
			required: true,
			description: 'Key with access to profiles, lists and events',
		},
		...API_FIELDS,
	],
	identifiers: {
		...READABLE,
		external_id: { normalise: plainId() },
		user_id: { normalise: plainId() },
	},
	limits: { maxBatch: 1_000, maxBytes: 5_000_000, perMinute: 150 },
	consent: { purposes: ['email'], tcf: [] },
	check: (config) => call('GET', 'accounts', config),
	deliver(batch) {
		if (batch.action === 'event') return events(batch);
		return batch.action === 'remove' && text(batch.config['listId']) ? takeOut(batch) : put(batch);
	},
});
