import type { DestinationField } from '../model/delivery';

/** Fields that every platform with an API has, for its credential. */
export const API_FIELDS: DestinationField[] = [
	{
		key: 'baseUrl',
		label: 'API Base URL',
		type: 'string',
		description: 'Sends every request to this address instead of the platform, e.g. to a proxy of yours',
		placeholder: 'e.g. https://proxy.example.com',
		in: 'credential',
		advanced: true,
	},
	{
		key: 'allowPrivate',
		label: 'Allow Private Addresses',
		type: 'boolean',
		default: false,
		description: 'Whether the API base URL may lead into a private network or this machine',
		in: 'credential',
		advanced: true,
	},
];

export const ACCESS_TOKEN: DestinationField = {
	key: 'accessToken',
	label: 'Access Token',
	type: 'secret',
	description: 'Token that the platform gave you for its API',
};

/** For tokens that are renewed: an access token of its own is not needed then. */
export const OAUTH2_FIELDS: DestinationField[] = [
	{ ...ACCESS_TOKEN, description: 'Not needed when client and refresh token are given: it is then got when needed' },
	{
		key: 'clientId',
		label: 'Client ID',
		type: 'string',
		description: 'ID of your app at the platform',
		in: 'credential',
	},
	{ key: 'clientSecret', label: 'Client Secret', type: 'secret', description: 'Secret of your app at the platform' },
	{
		key: 'refreshToken',
		label: 'Refresh Token',
		type: 'secret',
		description: 'Token with which new access tokens are got',
	},
];

/** The country of phone numbers and addresses that do not say theirs. */
export const REGION: DestinationField = {
	key: 'region',
	label: 'Default Country',
	type: 'string',
	description: 'Two letters; for phone numbers without a country code and addresses without a country',
	placeholder: 'e.g. DE',
};
