import { API_FIELDS, REGION } from '../../core/delivery/fields';
import type { Destination } from '../../core/delivery/destination';
import { email } from '../../core/delivery/normalise/email';
import { birthDate } from '../../core/delivery/normalise/person';
import { phone } from '../../core/delivery/normalise/phone';
import { asIs } from '../../core/delivery/record';
import { events } from './events';
import { put, takeOut } from './members';
import { call } from './request';

/** Members and tags of a Mailchimp audience. */
export const mailchimp: Destination = Object.freeze<Destination>({
	slug: 'mailchimp',
	name: 'Mailchimp',
	description: 'Keeps the members of an audience, a tag of theirs, and events',
	kinds: ['audience', 'profiles', 'events'],
	transport: 'http',
	credential: { name: 'cdpMailchimpApi', label: 'Mailchimp' },
	fields: [
		{
			key: 'audienceId',
			label: 'Audience ID',
			type: 'string',
			required: true,
			description: 'Under Audience, Settings, Audience name and defaults',
			placeholder: 'e.g. a1b2c3d4e5',
		},
		{
			key: 'tagId',
			label: 'Tag ID',
			type: 'string',
			description: 'Number of the tag that members get and lose; without one whoever leaves is archived',
			placeholder: 'e.g. 123456',
		},
		{
			key: 'status',
			label: 'New Members Are',
			type: 'options',
			default: 'subscribed',
			description: 'What somebody becomes who was not in the audience before',
			options: [
				{ value: 'pending', label: 'Asked to Confirm (Double Opt-In)' },
				{ value: 'transactional', label: 'Not Subscribed' },
				{ value: 'subscribed', label: 'Subscribed' },
			],
		},
		{
			key: 'resubscribe',
			label: 'Subscribe Again',
			type: 'boolean',
			default: false,
			description: 'Whether people who unsubscribed become what new members become',
		},
		REGION,
		{
			key: 'apiKey',
			label: 'API Key',
			type: 'secret',
			required: true,
			description: 'Ends with the data center, e.g. -us21',
		},
		{
			key: 'dataCenter',
			label: 'Data Center',
			type: 'string',
			description: 'Only when the key does not end with it',
			placeholder: 'e.g. us21',
			in: 'credential',
			advanced: true,
		},
		...API_FIELDS,
	],
	identifiers: {
		email: { normalise: email() },
		first_name: asIs,
		last_name: asIs,
		phone: { normalise: phone(), helps: true },
		birth_date: { normalise: birthDate({ format: 'MM/dd' }), helps: true },
	},
	limits: { maxBatch: 500 },
	consent: { purposes: ['email'], tcf: [] },
	check: (config) => call('GET', '/ping', config),
	deliver(batch) {
		if (batch.action === 'event') return events(batch);
		return batch.action === 'remove' ? takeOut(batch) : put(batch);
	},
});
