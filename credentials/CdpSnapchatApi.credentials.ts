import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { snapchatAudiences } from '../destinations/snapchat-audiences';
import { credentialProperties } from '../nodes/shared/destination/fieldProperties';

/** Access to Snapchat. */
// CDP Destination tests it: the node takes its credentials from the registry, where the rule does not look.
// eslint-disable-next-line @n8n/community-nodes/credential-test-required
export class CdpSnapchatApi implements ICredentialType {
	name = 'cdpSnapchatApi';

	displayName = 'CDP Snapchat';

	icon: Icon = { light: 'file:cdpPlatform.svg', dark: 'file:cdpPlatform.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-cdp/n8n-nodes-cdp#readme';

	properties: INodeProperties[] = credentialProperties(snapchatAudiences);
}
