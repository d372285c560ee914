import type { DestinationExample } from '../../core/delivery/example';
import {
	BOB,
	JANE,
	bob,
	consent,
	jane,
	nobodySaidYesToMeasuring,
	oddEvent,
	order,
	reply,
} from '../shared/examplePeople';

const config = { conversionId: '104012', accessToken: 'token' };
const events = (...elements: object[]) => ({
	method: 'POST',
	url: 'https://api.linkedin.com/rest/conversionEvents',
	headers: {
		authorization: 'Bearer token',
		'linkedin-version': '202603',
		'x-restli-protocol-version': '2.0.0',
		'content-type': 'application/json',
		'x-restli-method': 'BATCH_CREATE',
	},
	body: JSON.stringify({ elements }),
});
const email = (idValue: string) => ({ idType: 'SHA256_EMAIL', idValue });
const bought = (user: object) => ({
	conversion: 'urn:lla:llaPartnerConversion:104012',
	conversionHappenedAt: 1_780_271_400_000,
	conversionValue: { currencyCode: 'EUR', amount: '12.5' },
	eventId: 'order-1',
	user,
});
const bobs = bought({ userIds: [email(BOB)] });
const created = (...statuses: number[]) => reply(200, { elements: statuses.map((status) => ({ status })) });
const change = { ...bob, event: order };

export const examples: DestinationExample[] = [
	{
		title: 'an order with address, click and names; who has but one name is told of without',
		shows: 'success',
		action: 'event',
		config,
		changes: [
			{
				...jane,
				consent: { status: 'granted', purposes: [1, 7] },
				traits: { first_name: 'Jane', last_name: 'D’Arcy', company: 'Mugs Ltd', country: 'uk' },
				event: { ...order, properties: { ...order.properties, li_fat_id: 'li-1' } },
			},
			{ ...change, traits: { first_name: 'Bob' } },
		],
		exchange: [
			{
				request: events(
					bought({
						userIds: [email(JANE), { idType: 'LINKEDIN_FIRST_PARTY_ADS_TRACKING_UUID', idValue: 'li-1' }],
						userInfo: { firstName: 'Jane', lastName: 'D’Arcy', companyName: 'Mugs Ltd', countryCode: 'GB' },
					}),
					bobs,
				),
				reply: created(201, 201),
			},
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'done' }],
	},
	{
		title: 'one status for each; somebody without any identifier is not sent',
		shows: 'partial refusal',
		action: 'event',
		config,
		changes: [change, { ...jane, event: order }, { key: 'p3', identifiers: [], consent, event: oddEvent }],
		exchange: [
			{
				request: events(bobs, bought({ userIds: [email(JANE)] })),
				reply: reply(200, {
					elements: [{ status: 201 }, { status: 400, error: { message: 'Conversion is too old.' } }],
				}),
			},
		],
		verdicts: [
			{ outcome: 'done' },
			{ outcome: 'refused', reason: 'the platform answered 400: Conversion is too old.' },
			{ outcome: 'refused', reason: 'neither an e-mail address, a LinkedIn click id, nor both names' },
		],
	},
	{
		title: 'the minute is used up',
		shows: 'rate limit',
		action: 'event',
		config,
		changes: [change],
		exchange: [{ request: events(bobs), reply: reply(429, { message: 'Throttled.' }) }],
		verdicts: [{ outcome: 'retry', reason: 'the platform answered 429: Throttled.' }],
	},
	{
		title: 'the token has ended',
		shows: 'expired credential',
		action: 'event',
		config,
		changes: [change],
		exchange: [{ request: events(bobs), reply: reply(401, { message: 'Expired.' }) }],
		verdicts: [{ outcome: 'retry', reason: 'the platform does not accept the credential (401: Expired.)', stop: true }],
	},
	nobodySaidYesToMeasuring(config),
];
