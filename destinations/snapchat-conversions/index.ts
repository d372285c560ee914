import type { Destination } from '../../core/delivery/destination';
import { ACCESS_TOKEN, API_FIELDS, REGION } from '../../core/delivery/fields';
import { gender, mobileId, plainId } from '../../core/delivery/normalise/person';
import { phone } from '../../core/delivery/normalise/phone';
import { city, country, postcode, state } from '../../core/delivery/normalise/place';
import { metaName, plainEmail } from '../../core/delivery/normalise/vendors';
import { EVENT_NAME } from '../shared/conversion';
import { sourceField } from '../shared/eventFields';
import { hashed, hashedHelp } from '../shared/rules';
import { deliver, SOURCES } from './events';

/** Conversions API of Snapchat. */
export const snapchatConversions: Destination = Object.freeze<Destination>({
	slug: 'snapchat-conversions',
	name: 'Snapchat Conversions API',
	description: 'Tells Snapchat what people did: web, app and offline conversions',
	kinds: ['events'],
	transport: 'http',
	credential: { name: 'cdpSnapchatConversionsApi', label: 'Snapchat Conversions' },
	fields: [
		{
			key: 'pixelId',
			label: 'Pixel or App ID',
			type: 'string',
			required: true,
			description: 'ID of the pixel, or of the Snap app for events of an app',
			placeholder: 'e.g. 2b1a2b3c-0000-0000-0000-000000000000',
		},
		sourceField(SOURCES, 'WEB'),
		EVENT_NAME,
		REGION,
		{ ...ACCESS_TOKEN, required: true, description: 'Conversions API token from the business details of Snapchat' },
		...API_FIELDS,
	],
	identifiers: {
		email: hashed(plainEmail),
		phone: hashed(phone({ plus: false })),
		external_id: hashed(plainId()),
		user_id: hashed(plainId()),
		first_name: hashedHelp(metaName),
		last_name: hashedHelp(metaName),
		gender: hashedHelp(gender()),
		city: hashedHelp(city()),
		state: hashedHelp(state()),
		postcode: hashedHelp(postcode({ short: true })),
		country: hashedHelp(country({ letters: 'lower' })),
		idfa: hashed(mobileId()),
		gaid: hashed(mobileId()),
		'cookie:_scid': { normalise: plainId() },
	},
	limits: { maxBatch: 2_000 },
	consent: { purposes: ['advertising'], tcf: [1, 7] },
	deliver,
});
