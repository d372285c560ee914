import { API_FIELDS, REGION } from '../../core/delivery/fields';
import type { Destination } from '../../core/delivery/destination';
import type { Normaliser } from '../../core/delivery/normalise/unusable';
import { birthDate, gender, plainId } from '../../core/delivery/normalise/person';
import { country } from '../../core/delivery/normalise/place';
import { asIs, MEMBERSHIP_FIELD, READABLE } from '../../core/delivery/record';
import { deliver } from './track';

const INSTANCES = [
	...['au-01', 'fra-01', 'fra-02', 'iad-01', 'iad-02', 'iad-03', 'iad-04', 'iad-05', 'iad-06', 'iad-07', 'iad-08'],
	...['id-01', 'jp-01', 'kr-01'],
];
const capitalGender: Normaliser = (raw, options) => {
	const found = gender({ neutral: true })(raw, options);
	return typeof found === 'string' ? found.toUpperCase() : found;
};

/** Users and events of Braze. */
export const braze: Destination = Object.freeze<Destination>({
	slug: 'braze',
	name: 'Braze',
	description: 'Keeps users, an attribute that says who is in the audience, events and purchases',
	kinds: ['audience', 'profiles', 'events'],
	transport: 'http',
	credential: { name: 'cdpBrazeApi', label: 'Braze' },
	fields: [
		MEMBERSHIP_FIELD,
		{
			key: 'appId',
			label: 'App ID',
			type: 'string',
			description: 'The app that events and purchases belong to',
			placeholder: 'e.g. 01234567-89ab-cdef-0123-456789abcdef',
		},
		REGION,
		{
			key: 'apiKey',
			label: 'REST API Key',
			type: 'secret',
			required: true,
			description: 'Key with the permission users.track',
		},
		{
			key: 'instance',
			label: 'Instance',
			type: 'options',
			default: 'iad-01',
			description: 'The middle of your REST endpoint',
			options: INSTANCES.map((value) => ({ value, label: value })),
			in: 'credential',
		},
		...API_FIELDS,
	],
	identifiers: {
		user_id: { normalise: plainId() },
		external_id: { normalise: plainId() },
		email: READABLE['email'] ?? asIs,
		phone: READABLE['phone'] ?? asIs,
		first_name: asIs,
		last_name: asIs,
		city: asIs,
		country: { normalise: country(), helps: true },
		gender: { normalise: capitalGender, helps: true },
		birth_date: { normalise: birthDate({ format: 'yyyy-MM-dd' }), helps: true },
	},
	limits: { maxBatch: 75, maxBytes: 4_000_000, perMinute: 50_000 },
	consent: { purposes: ['email'], tcf: [] },
	deliver,
});
