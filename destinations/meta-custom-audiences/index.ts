import { ACCESS_TOKEN, API_FIELDS, REGION } from '../../core/delivery/fields';
import type { Destination, IdentifierRule } from '../../core/delivery/destination';
import type { Normaliser } from '../../core/delivery/normalise/unusable';
import { birthDate, gender, mobileId, plainId } from '../../core/delivery/normalise/person';
import { phone } from '../../core/delivery/normalise/phone';
import { city, country, postcode, state } from '../../core/delivery/normalise/place';
import { metaName, plainEmail } from '../../core/delivery/normalise/vendors';
import { VERSIONS } from '../versions';
import { deliver } from './users';

const hashed = (normalise: Normaliser): IdentifierRule => ({ normalise, hash: 'hex' });
const helps = (normalise: Normaliser): IdentifierRule => ({ normalise, hash: 'hex', helps: true });

/** Customer file custom audiences of Facebook and Instagram. */
export const metaCustomAudiences: Destination = Object.freeze<Destination>({
	slug: 'meta-custom-audiences',
	name: 'Meta Custom Audiences',
	description: 'Adds people to a custom audience of Facebook and Instagram and removes those who leave',
	kinds: ['audience'],
	transport: 'http',
	credential: { name: 'cdpMetaApi', label: 'Meta' },
	fields: [
		{
			key: 'audienceId',
			label: 'Audience ID',
			type: 'string',
			required: true,
			description: 'Number of the customer list audience',
			placeholder: 'e.g. 23851234567890123',
		},
		REGION,
		{ ...ACCESS_TOKEN, required: true, description: 'Token of a system user with the permission ads_management' },
		...API_FIELDS,
	],
	identifiers: {
		email: hashed(plainEmail),
		phone: hashed(phone({ plus: false })),
		first_name: helps(metaName),
		// Names, birth date and place together find people: a last name is the least.
		last_name: hashed(metaName),
		birth_date: { normalise: birthDate(), helps: true },
		gender: helps(gender()),
		city: helps(city({ ascii: true })),
		state: helps(state({ ascii: true })),
		postcode: helps(postcode({ short: true })),
		country: helps(country({ letters: 'lower' })),
		idfa: { normalise: mobileId() },
		gaid: { normalise: mobileId() },
		external_id: { normalise: plainId() },
		user_id: { normalise: plainId() },
	},
	limits: { maxBatch: 10_000, minimumMembers: 100 },
	consent: { purposes: ['advertising'], tcf: [1, 3, 4] },
	check: ({ accessToken }) => ({
		method: 'GET',
		url: `https://graph.facebook.com/${VERSIONS.metaMarketing.version}/me`,
		headers: { authorization: `Bearer ${String(accessToken)}` },
		body: '',
	}),
	deliver,
});
