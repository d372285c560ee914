import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** The keys a sender must show to the collector. */
export class CdpCollectorApi implements ICredentialType {
	name = 'cdpCollectorApi';

	displayName = 'CDP Collector';

	icon: Icon = {
		light: 'file:../nodes/CdpCollectorTrigger/cdpCollectorTrigger.svg',
		dark: 'file:../nodes/CdpCollectorTrigger/cdpCollectorTrigger.dark.svg',
	};

	documentationUrl = 'https://github.com/n8n-nodes-cdp/n8n-nodes-cdp#readme';

	properties: INodeProperties[] = [
		// Segment calls it so; it is a secret all the same.
		// eslint-disable-next-line @n8n/community-nodes/credential-unnecessary-password
		{
			displayName: 'Write Key',
			name: 'writeKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. a random text of 32 characters',
			description: 'Secret key of your servers, as user name in Segment clients. Calls that show it are believed.',
		},
		{
			displayName: 'Public Key',
			name: 'publicKey',
			type: 'string',
			default: '',
			description:
				'Optional key for browsers. Calls that show it are stored as unverified: they never join two known people nor overwrite what your servers said.',
		},
	];
}
