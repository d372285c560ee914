import type { Destination } from '../../core/delivery/destination';
import { ACCESS_TOKEN, API_FIELDS, REGION } from '../../core/delivery/fields';
import { name } from '../../core/delivery/normalise/name';
import { mobileId, plainId } from '../../core/delivery/normalise/person';
import { phone } from '../../core/delivery/normalise/phone';
import { city, country, postcode, state } from '../../core/delivery/normalise/place';
import { spacelessEmail } from '../../core/delivery/normalise/vendors';
import { EVENT_NAME } from '../shared/conversion';
import { sourceField, TEST_CODE } from '../shared/eventFields';
import { hashed, hashedHelp } from '../shared/rules';
import { check } from '../shared/tiktok';
import { deliver, SOURCES } from './events';

const asIs = { normalise: plainId() };

/** Events API 2.0 of TikTok. */
export const tiktokEvents: Destination = Object.freeze<Destination>({
	slug: 'tiktok-events',
	name: 'TikTok Events API',
	description: 'Tells TikTok what people did: web, app, offline and CRM events',
	kinds: ['events'],
	transport: 'http',
	credential: { name: 'cdpTiktokApi', label: 'TikTok' },
	fields: [
		{
			key: 'eventSourceId',
			label: 'Pixel Code or Event Set ID',
			type: 'string',
			required: true,
			description: 'Code of the pixel; for other sources the ID of the app, offline or CRM event set',
			placeholder: 'e.g. C0Q1ABCDEF123456',
		},
		sourceField(SOURCES, 'web'),
		EVENT_NAME,
		REGION,
		TEST_CODE,
		{ ...ACCESS_TOKEN, required: true, description: 'Token of the pixel or of your app for the Events API' },
		...API_FIELDS,
	],
	identifiers: {
		email: hashed(spacelessEmail),
		phone: hashed(phone()),
		external_id: hashed(plainId()),
		user_id: hashed(plainId()),
		first_name: hashedHelp(name()),
		last_name: hashedHelp(name()),
		postcode: hashedHelp(postcode({ short: true })),
		city: { normalise: city(), helps: true },
		state: { normalise: state(), helps: true },
		country: { normalise: country({ letters: 'lower' }), helps: true },
		idfa: hashed(mobileId()),
		gaid: hashed(mobileId()),
		'cookie:_ttp': asIs,
		'cookie:ttclid': asIs,
	},
	limits: { maxBatch: 1_000, perMinute: 60_000 },
	consent: { purposes: ['advertising'], tcf: [1, 7] },
	check,
	deliver,
});
