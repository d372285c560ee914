import { ACCESS_TOKEN, API_FIELDS, OAUTH2_FIELDS, REGION } from '../../core/delivery/fields';
import type { Destination } from '../../core/delivery/destination';
import { birthDate, plainId } from '../../core/delivery/normalise/person';
import { oauth2, type Authorisation } from '../../core/delivery/oauth2';
import { MEMBERSHIP_FIELD, READABLE } from '../../core/delivery/record';
import { deliver } from './records';
import { call, instance } from './request';

const tokenUrl = (config: Parameters<typeof instance>[0]): string => `${instance(config)}/services/oauth2/token`;
const renewed = oauth2({ tokenUrl, grant: 'refresh_token' });
const ofClient = oauth2({ tokenUrl, grant: 'client_credentials' });
/** With a refresh token as that user, else as the app itself. */
const authorisation: Authorisation = {
	request: (config) => (config['refreshToken'] ? renewed.request(config) : ofClient.request(config)),
	read: renewed.read,
};

/** Records and campaign members of Salesforce. */
export const salesforce: Destination = Object.freeze<Destination>({
	slug: 'salesforce',
	name: 'Salesforce',
	description: 'Keeps contacts, leads or other records, and the members of a campaign',
	kinds: ['audience', 'profiles'],
	transport: 'http',
	credential: { name: 'cdpSalesforceApi', label: 'Salesforce' },
	fields: [
		{
			key: 'object',
			label: 'Object',
			type: 'string',
			default: 'Contact',
			description: 'API name of the kind of record',
			placeholder: 'e.g. Lead',
		},
		{
			key: 'externalIdField',
			label: 'External ID Field',
			type: 'string',
			required: true,
			description: 'The field that records are found by: an external ID that holds the user ID, or an e-mail field',
			placeholder: 'e.g. Customer_Id__c',
		},
		{
			key: 'campaignId',
			label: 'Campaign ID',
			type: 'string',
			description: 'The campaign that contacts or leads join and leave',
			placeholder: 'e.g. 701xx0000000001',
		},
		{
			...MEMBERSHIP_FIELD,
			description: 'Checkbox that is true for members and false for those who left; it must exist in Salesforce',
			placeholder: 'e.g. VIP__c',
		},
		REGION,
		{
			key: 'instance',
			label: 'Instance URL',
			type: 'string',
			required: true,
			description: 'My Domain of your organisation',
			placeholder: 'e.g. https://mycompany.my.salesforce.com',
			in: 'credential',
		},
		{ ...ACCESS_TOKEN, description: 'Not needed when a client is given' },
		...OAUTH2_FIELDS.filter(({ key }) => key !== ACCESS_TOKEN.key),
		...API_FIELDS,
	],
	identifiers: {
		...READABLE,
		birth_date: { normalise: birthDate({ format: 'yyyy-MM-dd' }), helps: true },
		external_id: { normalise: plainId() },
		user_id: { normalise: plainId() },
	},
	limits: { maxBatch: 200, perDay: 100_000 },
	consent: { purposes: ['email'], tcf: [] },
	authorisation,
	check: (config) => call('GET', 'limits', config),
	deliver,
});
