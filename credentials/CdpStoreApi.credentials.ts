import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

const onlyFor = (show: Record<string, string[]>): Pick<INodeProperties, 'displayOptions'> => ({
	displayOptions: { show },
});
const inFields = onlyFor({ engine: ['postgres'], connection: ['fields'] });

/** Where the profiles live. Nodes without this credential use the embedded store of their n8n. */
export class CdpStoreApi implements ICredentialType {
	name = 'cdpStoreApi';

	displayName = 'CDP Store';

	icon: Icon = { light: 'file:cdpStore.svg', dark: 'file:cdpStore.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-cdp/n8n-nodes-cdp#readme';

	properties: INodeProperties[] = [
		{
			displayName: 'Engine',
			name: 'engine',
			type: 'options',
			options: [
				{
					name: 'Embedded',
					value: 'embedded',
					description: 'The SQLite store in the n8n user folder; nothing to set up',
				},
				{
					name: 'PostgreSQL',
					value: 'postgres',
					description: "For n8n's queue mode and for more data than one machine holds",
				},
				{ name: 'SQLite File', value: 'sqlite', description: 'A store in a file of your choice' },
			],
			default: 'embedded',
		},
		{
			displayName: 'File',
			name: 'file',
			type: 'string',
			default: '',
			placeholder: 'e.g. /data/cdp/store.db',
			description: 'Path of the store on the n8n host; created when it does not exist',
			...onlyFor({ engine: ['sqlite'] }),
		},
		{
			displayName: 'Connect With',
			name: 'connection',
			type: 'options',
			options: [
				{ name: 'Connection URL', value: 'url' },
				{ name: 'Host and User', value: 'fields' },
			],
			default: 'fields',
			...onlyFor({ engine: ['postgres'] }),
		},
		// The password stands in it.
		// eslint-disable-next-line @n8n/community-nodes/credential-unnecessary-password
		{
			displayName: 'Connection URL',
			name: 'connectionUrl',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. postgres://user:password@host:5432/cdp',
			...onlyFor({ engine: ['postgres'], connection: ['url'] }),
		},
		{ displayName: 'Host', name: 'host', type: 'string', default: 'localhost', ...inFields },
		{ displayName: 'Port', name: 'port', type: 'number', default: 5432, ...inFields },
		{ displayName: 'Database', name: 'database', type: 'string', default: '', placeholder: 'e.g. cdp', ...inFields },
		{ displayName: 'User', name: 'user', type: 'string', default: '', ...inFields },
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			...inFields,
		},
		{
			displayName: 'SSL',
			name: 'ssl',
			type: 'boolean',
			default: false,
			description: 'Whether the connection is encrypted',
			...inFields,
		},
	];
}
