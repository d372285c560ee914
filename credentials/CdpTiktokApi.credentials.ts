import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { tiktokAudiences } from '../destinations/tiktok-audiences';
import { tiktokEvents } from '../destinations/tiktok-events';
import { credentialProperties } from '../nodes/shared/destination/fieldProperties';

/** Access to TikTok. */
// CDP Destination tests it: the node takes its credentials from the registry, where the rule does not look.
// eslint-disable-next-line @n8n/community-nodes/credential-test-required
export class CdpTiktokApi implements ICredentialType {
	name = 'cdpTiktokApi';

	displayName = 'CDP TikTok';

	icon: Icon = { light: 'file:cdpPlatform.svg', dark: 'file:cdpPlatform.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-cdp/n8n-nodes-cdp#readme';

	properties: INodeProperties[] = credentialProperties(tiktokAudiences, tiktokEvents);
}
