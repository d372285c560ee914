import { at, jsonBody, NOT_JSON } from '../../core/delivery/answer';
import type { Batch, Destination, Exchange, Verdict } from '../../core/delivery/destination';
import { parts } from '../../core/delivery/exchange';
import { API_FIELDS, OAUTH2_FIELDS } from '../../core/delivery/fields';
import { mobileId, plainId } from '../../core/delivery/normalise/person';
import { plainEmail } from '../../core/delivery/normalise/vendors';
import { oauth2 } from '../../core/delivery/oauth2';
import type { HttpResponse } from '../../core/ports';
import { hashed } from '../shared/rules';
import { requestsByKind } from '../shared/values';
import { VERSIONS } from '../versions';

const MOST = 50_000;
const GUM = 'gum';
const KINDS = [
	{ name: 'email', types: ['email'] },
	{ name: 'madid', types: ['idfa', 'gaid'] },
	{ name: GUM, types: ['cookie:gum'] },
];

/** Contact lists of Criteo. */
export const criteoAudiences: Destination = Object.freeze<Destination>({
	slug: 'criteo-audiences',
	name: 'Criteo Audiences',
	description: 'Adds people to a contact list of Criteo and removes those who leave',
	kinds: ['audience'],
	transport: 'http',
	credential: { name: 'cdpCriteoApi', label: 'Criteo' },
	fields: [
		{
			key: 'audienceId',
			label: 'Audience Segment ID',
			type: 'string',
			required: true,
			description: 'Number of the audience segment that is a contact list',
			placeholder: 'e.g. 12345',
		},
		{
			key: 'gumCallerId',
			label: 'GUM Caller ID',
			type: 'number',
			description: 'Number that Criteo gave you for matched cookies; without it, cookies are not sent',
		},
		...OAUTH2_FIELDS.filter(({ key }) => key !== 'refreshToken'),
		...API_FIELDS,
	],
	identifiers: {
		email: hashed(plainEmail),
		idfa: { normalise: mobileId() },
		gaid: { normalise: mobileId() },
		'cookie:gum': { normalise: plainId() },
	},
	limits: { maxBatch: MOST, perMinute: 250 },
	consent: { purposes: ['advertising'], tcf: [1, 3, 4], vendor: 91 },
	authorisation: oauth2({ tokenUrl: 'https://api.criteo.com/oauth2/token', grant: 'client_credentials' }),
	check: ({ accessToken }) => ({
		method: 'GET',
		url: `https://api.criteo.com/${VERSIONS.criteoMarketing.version}/advertisers/me`,
		headers: { authorization: `Bearer ${String(accessToken ?? '')}` },
		body: '',
	}),
	deliver,
});

/** One request holds identifiers of one kind. */
function deliver(batch: Batch): Exchange {
	const { audienceId, accessToken, gumCallerId } = batch.config;
	const kinds = KINDS.filter(({ name }) => name !== GUM || gumCallerId !== undefined);
	const list = requestsByKind(batch, kinds, MOST, ({ name }, identifiers) => ({
		method: 'PATCH',
		url: `https://api.criteo.com/${VERSIONS.criteoMarketing.version}/marketing-solutions/audience-segments/${encodeURIComponent(String(audienceId))}/contact-list`,
		headers: { authorization: `Bearer ${String(accessToken ?? '')}`, 'content-type': 'application/json' },
		body: JSON.stringify({
			data: {
				type: 'ContactlistAmendment',
				attributes: {
					operation: batch.action === 'remove' ? 'remove' : 'add',
					identifierType: name,
					...(name === GUM ? { gumCallerId } : {}),
					identifiers,
				},
			},
		}),
	}));
	return parts(batch, list, read, 'only a cookie, and no GUM caller id is given');
}

/** Criteo counts the invalid ones and shows a sample: who is in it is refused. */
function read(response: HttpResponse, { people }: Batch): Verdict[] {
	const answer = jsonBody(response);
	if (!answer) return people.map(() => NOT_JSON);
	const sample = at(answer, ['data', 'attributes', 'sampleInvalidIdentifiers']);
	const invalid = new Set(Array.isArray(sample) ? sample.map(String) : []);
	return people.map(({ ids }) =>
		Object.values(ids).some((values) => values?.some((value) => invalid.has(value)))
			? { outcome: 'refused', reason: 'Criteo calls the identifier invalid' }
			: { outcome: 'done' },
	);
}
