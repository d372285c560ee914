import type { Batch, Destination, Exchange, Person } from '../../core/delivery/destination';
import { everybody } from '../../core/delivery/exchange';
import { API_FIELDS, OAUTH2_FIELDS } from '../../core/delivery/fields';
import { name } from '../../core/delivery/normalise/name';
import { mobileId } from '../../core/delivery/normalise/person';
import { country } from '../../core/delivery/normalise/place';
import { spacelessEmail } from '../../core/delivery/normalise/vendors';
import type { JsonObject } from '../../core/model/json';
import { authorisation, check, createMany, read } from '../shared/linkedin';
import { hashed } from '../shared/rules';

/** A segment that was just created is not found for some seconds (page of the segment's users). */
const NOT_YET = { outcome: 'retry', reason: 'LinkedIn does not know the segment (yet)', afterMs: 5_000 } as const;
const asWritten = name({ letters: 'keep' });

/** Matched audiences of LinkedIn: users of a DMP segment. */
export const linkedinAudiences: Destination = Object.freeze<Destination>({
	slug: 'linkedin-audiences',
	name: 'LinkedIn Matched Audiences',
	description: 'Adds people to a segment for matched audiences of LinkedIn and removes those who leave',
	kinds: ['audience'],
	transport: 'http',
	credential: { name: 'cdpLinkedinApi', label: 'LinkedIn' },
	fields: [
		{
			key: 'audienceId',
			label: 'DMP Segment ID',
			type: 'string',
			required: true,
			description: 'Number of the DMP segment that holds users',
			placeholder: 'e.g. 10804',
		},
		{
			key: 'sendNames',
			label: 'Send Names and Country',
			type: 'boolean',
			default: false,
			description: 'Whether first name, last name and country go along; LinkedIn wants them as they are, not hashed',
		},
		...OAUTH2_FIELDS,
		...API_FIELDS,
	],
	identifiers: {
		email: hashed(spacelessEmail),
		gaid: { normalise: mobileId() },
		first_name: { normalise: asWritten, helps: true },
		last_name: { normalise: asWritten, helps: true },
		country: { normalise: country(), helps: true },
	},
	limits: { maxBatch: 5_000, perMinute: 600, minimumMembers: 300 },
	consent: { purposes: ['advertising'], tcf: [1, 3, 4], vendor: 804 },
	authorisation,
	check,
	deliver,
});

function* deliver(batch: Batch): Exchange {
	const { audienceId, sendNames } = batch.config;
	const elements = batch.people.map((person) => ({
		action: batch.action === 'remove' ? 'REMOVE' : 'ADD',
		userIds: userIds(person),
		...(sendNames === true ? names(person) : {}),
	}));
	const path = `dmpSegments/${encodeURIComponent(String(audienceId))}/users`;
	const response = yield { request: createMany(path, batch, elements) };
	return response.status === 404 ? everybody(batch.people, NOT_YET) : read(response, batch);
}

function userIds({ ids }: Person): JsonObject[] {
	return [
		...(ids['email'] ?? []).map((idValue) => ({ idType: 'SHA256_EMAIL', idValue })),
		...(ids['gaid'] ?? []).map((idValue) => ({ idType: 'GOOGLE_AID', idValue })),
	];
}

function names({ ids }: Person): JsonObject {
	const [firstName, lastName, where] = [ids['first_name']?.[0], ids['last_name']?.[0], ids['country']?.[0]];
	return {
		...(firstName ? { firstName } : {}),
		...(lastName ? { lastName } : {}),
		...(where ? { country: where } : {}),
	};
}
