import type { Batch, Destination, Exchange, Person } from '../../core/delivery/destination';
import { moneyOf } from '../../core/delivery/event';
import { refusing } from '../../core/delivery/exchange';
import { API_FIELDS, OAUTH2_FIELDS } from '../../core/delivery/fields';
import { name } from '../../core/delivery/normalise/name';
import { plainId } from '../../core/delivery/normalise/person';
import { country } from '../../core/delivery/normalise/place';
import { spacelessEmail } from '../../core/delivery/normalise/vendors';
import type { DeliveryEvent } from '../../core/model/delivery';
import type { JsonObject } from '../../core/model/json';
import { given, said } from '../shared/conversion';
import { authorisation, check, createMany, read } from '../shared/linkedin';
import { hashed } from '../shared/rules';

const asWritten = name({ letters: 'keep' });

/** Conversions API of LinkedIn. */
export const linkedinConversions: Destination = Object.freeze<Destination>({
	slug: 'linkedin-conversions',
	name: 'LinkedIn Conversions API',
	description: 'Tells LinkedIn which conversions people made, on the site or anywhere else',
	kinds: ['events'],
	transport: 'http',
	credential: { name: 'cdpLinkedinApi', label: 'LinkedIn' },
	fields: [
		{
			key: 'conversionId',
			label: 'Conversion Rule ID',
			type: 'string',
			required: true,
			description: 'Number of the conversion rule, which must have been made for the Conversions API',
			placeholder: 'e.g. 104012',
		},
		{
			key: 'sendNames',
			label: 'Send Names and Company',
			type: 'boolean',
			default: true,
			description:
				'Whether first and last name go along, with title, company and country; LinkedIn wants them not hashed',
		},
		...OAUTH2_FIELDS,
		...API_FIELDS,
	],
	identifiers: {
		email: hashed(spacelessEmail),
		'cookie:li_fat_id': { normalise: plainId() },
		first_name: { normalise: asWritten, helps: true },
		last_name: { normalise: asWritten, helps: true },
		country: { normalise: country(), helps: true },
	},
	limits: { maxBatch: 5_000, perMinute: 600 },
	consent: { purposes: ['advertising'], tcf: [1, 7], vendor: 804 },
	authorisation,
	check,
	deliver,
});

function deliver(batch: Batch): Exchange {
	const elements = batch.people.map((person) => told(person, batch.config));
	return refusing(
		batch,
		(_, place) => (elements[place] ? undefined : 'neither an e-mail address, a LinkedIn click id, nor both names'),
		function* (part, places) {
			return read(yield { request: createMany('conversionEvents', part, places.map((at) => elements[at] ?? {})) }, part); // prettier-ignore
		},
	);
}

function told(person: Person, { conversionId, sendNames }: JsonObject): JsonObject | undefined {
	const event = person.change.event;
	if (!event) return undefined;
	const user = given({ userIds: userIds(person, event), userInfo: sendNames === true ? userInfo(person) : {} });
	if (Object.keys(user).length === 0) return undefined;
	const { value, currency } = moneyOf(event);
	const id = String(conversionId);
	return given({
		conversion: id.startsWith('urn:') ? id : `urn:lla:llaPartnerConversion:${id}`,
		conversionHappenedAt: event.time,
		conversionValue: value === undefined || !currency ? {} : { currencyCode: currency, amount: String(value) },
		eventId: event.id,
		user,
	}) as JsonObject;
}

function userIds({ ids }: Person, event: DeliveryEvent): JsonObject[] {
	const click = ids['cookie:li_fat_id']?.[0] ?? said(event, 'li_fat_id');
	return [
		...(ids['email'] ?? []).map((idValue) => ({ idType: 'SHA256_EMAIL', idValue })),
		...(click ? [{ idType: 'LINKEDIN_FIRST_PARTY_ADS_TRACKING_UUID', idValue: click }] : []),
	];
}

/** Only with both names, as LinkedIn wants it. */
function userInfo({ ids, change: { traits } }: Person): JsonObject {
	const [firstName, lastName] = [ids['first_name']?.[0], ids['last_name']?.[0]];
	if (!firstName || !lastName) return {};
	const text = (...keys: string[]) => keys.map((key) => traits[key]).find((value) => typeof value === 'string');
	return given({
		firstName,
		lastName,
		title: text('title', 'job_title', 'jobTitle'),
		companyName: text('company_name', 'companyName', 'company'),
		countryCode: ids['country']?.[0],
	});
}
