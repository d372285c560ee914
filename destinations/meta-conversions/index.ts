import type { Destination } from '../../core/delivery/destination';
import { ACCESS_TOKEN, API_FIELDS, REGION } from '../../core/delivery/fields';
import { birthDate, gender, mobileId, plainId } from '../../core/delivery/normalise/person';
import { phone } from '../../core/delivery/normalise/phone';
import { city, country, postcode, state } from '../../core/delivery/normalise/place';
import { metaName, plainEmail } from '../../core/delivery/normalise/vendors';
import { EVENT_NAME } from '../shared/conversion';
import { sourceField, TEST_CODE } from '../shared/eventFields';
import { hashed, hashedHelp } from '../shared/rules';
import { VERSIONS } from '../versions';
import { deliver, SOURCES } from './events';

const asIs = { normalise: plainId() };

/** Conversions API of Meta. */
export const metaConversions: Destination = Object.freeze<Destination>({
	slug: 'meta-conversions',
	name: 'Meta Conversions API',
	description: 'Tells Facebook and Instagram what people did: web, app and offline conversions',
	kinds: ['events'],
	transport: 'http',
	credential: { name: 'cdpMetaApi', label: 'Meta' },
	fields: [
		{
			key: 'pixelId',
			label: 'Dataset ID',
			type: 'string',
			required: true,
			description: 'Number of the dataset (pixel)',
			placeholder: 'e.g. 123456789012345',
		},
		sourceField(SOURCES, 'website'),
		EVENT_NAME,
		REGION,
		TEST_CODE,
		{ ...ACCESS_TOKEN, required: true, description: 'Token of a system user with access to the dataset' },
		...API_FIELDS,
	],
	identifiers: {
		email: hashed(plainEmail),
		phone: hashed(phone({ plus: false })),
		external_id: hashed(plainId()),
		user_id: hashed(plainId()),
		first_name: hashedHelp(metaName),
		last_name: hashedHelp(metaName),
		birth_date: hashedHelp(birthDate()),
		gender: hashedHelp(gender()),
		city: hashedHelp(city({ ascii: true })),
		state: hashedHelp(state({ ascii: true })),
		postcode: hashedHelp(postcode({ short: true })),
		country: hashedHelp(country({ letters: 'lower' })),
		idfa: { normalise: mobileId() },
		gaid: { normalise: mobileId() },
		'cookie:_fbp': asIs,
		'cookie:_fbc': asIs,
	},
	limits: { maxBatch: 1_000 },
	consent: { purposes: ['advertising'], tcf: [1, 7] },
	check: ({ accessToken }) => ({
		method: 'GET',
		url: `https://graph.facebook.com/${VERSIONS.metaMarketing.version}/me`,
		headers: { authorization: `Bearer ${String(accessToken)}` },
		body: '',
	}),
	deliver,
});
