import { ACCESS_TOKEN, API_FIELDS, OAUTH2_FIELDS, REGION } from '../../core/delivery/fields';
import type { Batch, Destination } from '../../core/delivery/destination';
import { mobileId } from '../../core/delivery/normalise/person';
import { phone } from '../../core/delivery/normalise/phone';
import { country, postcode } from '../../core/delivery/normalise/place';
import { googleEmail, googleFamilyName, googleGivenName } from '../../core/delivery/normalise/vendors';
import { oauth2 } from '../../core/delivery/oauth2';
import { audience } from './audience';
import { events } from './events';

/** Google Ads Customer Match and conversions by the Data Manager API. */
export const googleDataManager: Destination = Object.freeze<Destination>({
	slug: 'google-data-manager',
	name: 'Google Data Manager',
	description: 'Customer Match audiences and offline conversions of Google Ads, Display & Video 360 and Analytics',
	kinds: ['audience', 'events'],
	transport: 'http',
	credential: { name: 'cdpGoogleDataManagerApi', label: 'Google Data Manager' },
	fields: [
		{
			key: 'accountId',
			label: 'Account ID',
			type: 'string',
			required: true,
			description: 'The account that owns the audience or conversion action, without hyphens',
			placeholder: 'e.g. 1234567890',
		},
		{
			key: 'productDestinationId',
			label: 'Audience or Conversion Action ID',
			type: 'string',
			required: true,
			description: 'Number of the user list or of the conversion action',
			placeholder: 'e.g. 9876543210',
		},
		{
			key: 'accountType',
			label: 'Account Type',
			type: 'options',
			default: 'GOOGLE_ADS',
			description: 'The product that the account belongs to',
			options: [
				{ value: 'DISPLAY_VIDEO_ADVERTISER', label: 'Display & Video 360 Advertiser' },
				{ value: 'DISPLAY_VIDEO_PARTNER', label: 'Display & Video 360 Partner' },
				{ value: 'GOOGLE_ADS', label: 'Google Ads' },
				{ value: 'GOOGLE_ANALYTICS_PROPERTY', label: 'Google Analytics Property' },
			],
		},
		{
			key: 'loginAccountId',
			label: 'Login Account ID',
			type: 'string',
			description: 'The manager account through which you reach the account, if there is one',
			placeholder: 'e.g. 1112223333',
		},
		{
			key: 'upload',
			label: 'List Holds',
			type: 'options',
			default: 'contact',
			description: 'What the user list was made for; Google takes one kind for each list',
			options: [
				{ value: 'contact', label: 'Contact Information' },
				{ value: 'mobile', label: 'Mobile Device IDs' },
			],
		},
		REGION,
		{
			key: 'validateOnly',
			label: 'Only Validate',
			type: 'boolean',
			default: false,
			description: 'Whether Google should check the requests and change nothing',
		},
		...OAUTH2_FIELDS.filter(({ key }) => key !== ACCESS_TOKEN.key),
		{ ...ACCESS_TOKEN, description: 'Only for tries: it ends after an hour. Client and refresh token renew it.' },
		...API_FIELDS,
	],
	identifiers: {
		email: { normalise: googleEmail, hash: 'hex' },
		phone: { normalise: phone(), hash: 'hex' },
		first_name: { normalise: googleGivenName, hash: 'hex', helps: true },
		// An address needs a last name: without one it finds nobody.
		last_name: { normalise: googleFamilyName, hash: 'hex' },
		postcode: { normalise: postcode({ letters: 'keep' }), helps: true },
		country: { normalise: country(), helps: true },
		idfa: { normalise: mobileId() },
		gaid: { normalise: mobileId() },
	},
	limits: { maxBatch: 10_000, maxEvents: 2_000, perMinute: 300, perDay: 100_000 },
	consent: {
		purposes: ['advertising'],
		tcf: [1, 3, 4],
		forEvents: [1, 7],
		vendor: 755,
		adUserData: true,
		adPersonalization: true,
	},
	authorisation: oauth2({ tokenUrl: 'https://oauth2.googleapis.com/token', grant: 'refresh_token' }),
	check: ({ accessToken }) => ({
		method: 'GET',
		url: `https://oauth2.googleapis.com/tokeninfo?access_token=${encodeURIComponent(String(accessToken ?? ''))}`,
		headers: {},
		body: '',
	}),
	deliver: (batch: Batch) => (batch.action === 'event' ? events(batch) : audience(batch)),
});
