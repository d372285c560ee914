import type { Destination } from '../../core/delivery/destination';
import { API_FIELDS, OAUTH2_FIELDS, REGION } from '../../core/delivery/fields';
import { name } from '../../core/delivery/normalise/name';
import { birthDate, gender, mobileId, plainId } from '../../core/delivery/normalise/person';
import { phone } from '../../core/delivery/normalise/phone';
import { city, country, postcode, state } from '../../core/delivery/normalise/place';
import { spacelessEmail } from '../../core/delivery/normalise/vendors';
import { oauth2 } from '../../core/delivery/oauth2';
import { EVENT_NAME } from '../shared/conversion';
import { sourceField } from '../shared/eventFields';
import { hashed, hashedHelp } from '../shared/rules';
import { API, deliver, SOURCES } from './events';

/** Conversions API of Pinterest. */
export const pinterestConversions: Destination = Object.freeze<Destination>({
	slug: 'pinterest-conversions',
	name: 'Pinterest Conversions API',
	description: 'Tells Pinterest what people did: web, app and offline conversions',
	kinds: ['events'],
	transport: 'http',
	credential: { name: 'cdpPinterestApi', label: 'Pinterest' },
	fields: [
		{
			key: 'adAccountId',
			label: 'Ad Account ID',
			type: 'string',
			required: true,
			description: 'Number of the ad account that the conversions belong to',
			placeholder: 'e.g. 549756359984',
		},
		sourceField(SOURCES, 'web'),
		EVENT_NAME,
		REGION,
		{
			key: 'test',
			label: 'Only Try',
			type: 'boolean',
			default: false,
			description: 'Whether Pinterest should check the events and count none',
		},
		...OAUTH2_FIELDS,
		...API_FIELDS,
	],
	identifiers: {
		email: hashed(spacelessEmail),
		phone: hashed(phone({ plus: false })),
		external_id: hashed(plainId()),
		user_id: hashed(plainId()),
		first_name: hashedHelp(name()),
		last_name: hashedHelp(name()),
		birth_date: hashedHelp(birthDate()),
		gender: hashedHelp(gender({ neutral: true })),
		city: hashedHelp(city()),
		state: hashedHelp(state()),
		postcode: hashedHelp(postcode({ digits: true })),
		country: hashedHelp(country({ letters: 'lower' })),
		idfa: hashed(mobileId()),
		gaid: hashed(mobileId()),
		'cookie:_epik': { normalise: plainId() },
	},
	limits: { maxBatch: 1_000, perMinute: 5_000 },
	consent: { purposes: ['advertising'], tcf: [1, 7] },
	authorisation: oauth2({ tokenUrl: `${API}/oauth/token`, grant: 'refresh_token', client: 'basic' }),
	check: ({ accessToken }) => ({
		method: 'GET',
		url: `${API}/ad_accounts?page_size=1`,
		headers: { authorization: `Bearer ${String(accessToken ?? '')}` },
		body: '',
	}),
	deliver,
});
