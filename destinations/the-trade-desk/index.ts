import type { Destination, IdentifierRule } from '../../core/delivery/destination';
import { API_FIELDS, REGION } from '../../core/delivery/fields';
import { mobileId } from '../../core/delivery/normalise/person';
import { phone } from '../../core/delivery/normalise/phone';
import { uid2Email } from '../../core/delivery/normalise/vendors';
import { CREDENTIAL_FIELDS } from './credential';
import { COOKIES, deliver } from './deliver';

const guid: IdentifierRule = { normalise: mobileId() };

/** First-party data of an advertiser at The Trade Desk. */
export const theTradeDesk: Destination = Object.freeze<Destination>({
	slug: 'the-trade-desk',
	name: 'The Trade Desk',
	description:
		'Puts people into first-party data of The Trade Desk and takes out those who leave, by cookie, device, UID2 or EUID',
	kinds: ['audience'],
	transport: 'http',
	credential: { name: 'cdpTheTradeDeskApi', label: 'The Trade Desk' },
	fields: [
		{
			key: 'advertiserId',
			label: 'Advertiser ID',
			type: 'string',
			required: true,
			description: 'ID of the advertiser, also shown in the address of its settings',
			placeholder: 'e.g. abcde12',
		},
		{
			key: 'segmentName',
			label: 'Data Name',
			type: 'string',
			required: true,
			description: 'Name of the data element that people are put into; it is made when it does not exist',
			placeholder: 'e.g. loyal-customers',
		},
		{
			key: 'ttlDays',
			label: 'Days to Keep',
			type: 'number',
			default: 30,
			description: 'How long somebody stays when nothing more is heard of them, 180 at most',
		},
		{
			key: 'server',
			label: 'Data Server',
			type: 'options',
			default: 'use',
			description: 'The server nearest to your users',
			options: [
				{ value: 'sin', label: 'Asia Pacific (Singapore)' },
				{ value: 'tok', label: 'Asia Pacific (Tokyo)' },
				{ value: 'euw', label: 'Europe' },
				{ value: 'use', label: 'US East' },
				{ value: 'usw', label: 'US West' },
			],
		},
		{
			key: 'idSpace',
			label: 'Addresses Become',
			type: 'options',
			default: 'UID2',
			description: 'The id that the operator makes of e-mail addresses and phone numbers; EUID in Europe',
			options: [
				{ value: 'EUID', label: 'EUID' },
				{ value: 'UID2', label: 'UID2' },
			],
		},
		REGION,
		...CREDENTIAL_FIELDS,
		...API_FIELDS,
	],
	identifiers: {
		email: { normalise: uid2Email, hash: 'base64' },
		phone: { normalise: phone(), hash: 'base64' },
		idfa: guid,
		gaid: guid,
		...Object.fromEntries(COOKIES.map((type) => [type, guid])),
	},
	limits: { maxBatch: 5_000, maxBytes: 2_500_000 },
	consent: { purposes: ['advertising'], tcf: [1, 3, 4], vendor: 21 },
	deliver,
});
