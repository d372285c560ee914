import type { DestinationExample } from '../../core/delivery/example';

const config = {
	instance: 'https://acme.my.salesforce.com/',
	externalIdField: 'Customer_Id__c',
	accessToken: 'token',
	campaignId: '701A',
};
const headers = { authorization: 'Bearer token', 'content-type': 'application/json' };
const consent = { status: 'granted' as const };
const ann = { key: 'p1', identifiers: [{ type: 'user_id', value: 'u1' }], consent };
const bob = { key: 'p2', identifiers: [{ type: 'user_id', value: "o'b" }], consent };

const send = (method: string, path: string, body?: object) => ({
	method,
	url: `https://acme.my.salesforce.com/services/data/v67.0/${path}`,
	headers,
	body: body ? JSON.stringify(body) : '',
});
const reply = (status: number, facts: object) => ({ status, headers: {}, body: JSON.stringify(facts) });
const contact = (id: string, more = {}) => ({ attributes: { type: 'Contact' }, ...more, Customer_Id__c: id });
const upsert = (...records: object[]) =>
	send('PATCH', 'composite/sobjects/Contact/Customer_Id__c', { allOrNone: false, records });
const wrong = (statusCode: string) => ({ success: false, errors: [{ statusCode, message: 'x', fields: [] }] });
const both = upsert(contact('u1'), contact("o'b"));

/** Records and campaign members. */
export const examples: DestinationExample[] = [
	{
		title: 'a contact, then the campaign; only traits that are named like fields go along',
		shows: 'success',
		action: 'add',
		config,
		changes: [
			{
				...ann,
				identifiers: [...ann.identifiers, { type: 'email', value: 'Ann@Example.com' }],
				traits: {
					first_name: 'Ann',
					last_name: 'Smith',
					city: 'Leeds',
					birthday: '3.2.1990',
					Plan__c: ['a', 'b'],
					plan: 'pro',
				},
			},
		],
		exchange: [
			{
				request: upsert({
					attributes: { type: 'Contact' },
					Plan__c: 'a;b',
					Email: 'ann@example.com',
					FirstName: 'Ann',
					LastName: 'Smith',
					Birthdate: '1990-02-03',
					MailingCity: 'Leeds',
					Customer_Id__c: 'u1',
				}),
				reply: reply(200, [{ id: '003A', success: true, errors: [], created: true }]),
			},
			{
				request: send('POST', 'composite/sobjects', {
					allOrNone: false,
					records: [{ attributes: { type: 'CampaignMember' }, CampaignId: '701A', ContactId: '003A' }],
				}),
				reply: reply(200, [wrong('DUPLICATE_VALUE')]),
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'each record has its own result',
		shows: 'partial refusal',
		action: 'update',
		config,
		changes: [ann, bob],
		exchange: [{ request: both, reply: reply(200, [wrong('UNABLE_TO_LOCK_ROW'), wrong('REQUIRED_FIELD_MISSING')]) }],
		verdicts: [
			{ outcome: 'retry', reason: 'another change held the record' },
			{ outcome: 'refused', reason: 'REQUIRED_FIELD_MISSING' },
		],
	},
	{
		title: 'the day’s allowance is used up: a 403 that is nobody’s fault',
		shows: 'rate limit',
		action: 'update',
		config,
		changes: [ann],
		exchange: [
			{
				request: upsert(contact('u1')),
				reply: reply(403, [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }]),
			},
		],
		verdicts: [{ outcome: 'retry', reason: 'the platform answered 403: REQUEST_LIMIT_EXCEEDED' }],
	},
	{
		title: 'the session has ended and there is no client to renew it',
		shows: 'expired credential',
		action: 'update',
		config,
		changes: [ann],
		exchange: [
			{
				request: upsert(contact('u1')),
				reply: reply(401, [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }]),
			},
		],
		verdicts: [
			{
				outcome: 'retry',
				reason: 'the platform does not accept the credential (401: INVALID_SESSION_ID)',
				stop: true,
			},
		],
	},
	{
		title: 'a client gets a token first',
		action: 'update',
		config: { ...config, accessToken: '', clientId: 'app', clientSecret: 's' },
		changes: [ann],
		exchange: [
			{
				request: {
					method: 'POST',
					url: 'https://acme.my.salesforce.com/services/oauth2/token',
					headers: { 'content-type': 'application/x-www-form-urlencoded' },
					body: 'grant_type=client_credentials&client_id=app&client_secret=s',
				},
				reply: reply(200, { access_token: 'token', token_type: 'Bearer' }),
			},
			{ request: upsert(contact('u1')), reply: reply(200, [{ id: '003A', success: true }]) },
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'nobody is sent who did not say yes',
		shows: 'consent missing',
		action: 'add',
		config,
		changes: [{ ...ann, consent: undefined }],
		exchange: [],
		verdicts: [{ outcome: 'withheld', reason: 'no consent is known' }],
	},
	{
		title: 'a removal leaves the contact and takes it out of the campaign',
		shows: 'removal',
		action: 'remove',
		config,
		changes: [
			{ ...ann, consent: undefined },
			{ ...bob, consent: undefined },
		],
		exchange: [
			{
				request: send(
					'GET',
					'query?q=SELECT+Id+FROM+CampaignMember+WHERE+CampaignId+%3D+%27701A%27+AND+Contact.Customer_Id__c+IN+%28%27u1%27%2C%27o%5C%27b%27%29',
				),
				reply: reply(200, { totalSize: 1, done: true, records: [{ Id: '00vA' }] }),
			},
			{
				request: send('DELETE', 'composite/sobjects?ids=00vA&allOrNone=false'),
				reply: reply(200, [{ id: '00vA', success: true, errors: [] }]),
			},
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'done' }],
	},
	{
		title: 'without a campaign the checkbox says it; no record is made for that',
		action: 'remove',
		config: { ...config, campaignId: '', attribute: 'VIP__c', object: 'Lead', externalIdField: 'Email' },
		changes: [{ ...ann, identifiers: [{ type: 'email', value: 'Ann@Example.com' }] }],
		exchange: [
			{
				request: send('GET', 'query?q=SELECT+Id+FROM+Lead+WHERE+Email+IN+%28%27ann%40example.com%27%29'),
				reply: reply(200, { totalSize: 1, done: true, records: [{ Id: '00QA' }] }),
			},
			{
				request: send('PATCH', 'composite/sobjects', {
					allOrNone: false,
					records: [{ attributes: { type: 'Lead' }, id: '00QA', VIP__c: false }],
				}),
				reply: reply(200, [{ id: '00QA', success: true, errors: [] }]),
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
];
