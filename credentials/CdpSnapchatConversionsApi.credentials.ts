import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { snapchatConversions } from '../destinations/snapchat-conversions';
import { credentialProperties } from '../nodes/shared/destination/fieldProperties';

/** Access to the Conversions API of Snapchat. */
// CDP Destination tests it: the node takes its credentials from the registry, where the rule does not look.
// eslint-disable-next-line @n8n/community-nodes/credential-test-required
export class CdpSnapchatConversionsApi implements ICredentialType {
	name = 'cdpSnapchatConversionsApi';

	displayName = 'CDP Snapchat Conversions';

	icon: Icon = { light: 'file:cdpPlatform.svg', dark: 'file:cdpPlatform.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-cdp/n8n-nodes-cdp#readme';

	properties: INodeProperties[] = credentialProperties(snapchatConversions);
}
