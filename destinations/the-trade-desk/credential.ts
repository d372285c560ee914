import type { DestinationField } from '../../core/model/delivery';

/** Secrets of the advertiser, of the data provider, and of the operator of UID2 or EUID. */
export const CREDENTIAL_FIELDS: DestinationField[] = [
	{
		key: 'secretKey',
		label: 'Secret Key',
		type: 'secret',
		description: 'Secret of the advertiser that signs requests (TtdSignature)',
	},
	{
		key: 'apiToken',
		label: 'API Token',
		type: 'secret',
		description: 'Instead of the secret key: a token for the data API (TTD-Auth)',
	},
	{
		key: 'dataProviderId',
		label: 'Data Provider ID',
		type: 'string',
		description: 'Only when you send on behalf of a data provider',
		in: 'credential',
	},
	{
		key: 'dataProviderSecret',
		label: 'Data Provider Secret',
		type: 'secret',
		description: 'Secret of the data provider, which signs requests too (TtdSignature-dp)',
	},
	{
		key: 'operatorUrl',
		label: 'UID2 Operator URL',
		type: 'string',
		description: 'Operator near you; the one for the United States or Europe when blank',
		placeholder: 'e.g. https://au.prod.uidapi.com',
		in: 'credential',
	},
	{
		key: 'operatorKey',
		label: 'UID2 API Key',
		type: 'secret',
		description: 'Client API key for the UID2 or EUID operator; without it, addresses and numbers are not sent',
	},
	{
		key: 'operatorSecret',
		label: 'UID2 Client Secret',
		type: 'secret',
		description: 'Client secret that encrypts the requests to the operator',
	},
];
