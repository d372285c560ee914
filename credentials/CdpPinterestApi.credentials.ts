import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { pinterestAudiences } from '../destinations/pinterest-audiences';
import { pinterestConversions } from '../destinations/pinterest-conversions';
import { credentialProperties } from '../nodes/shared/destination/fieldProperties';

/** Access to Pinterest. */
// CDP Destination tests it: the node takes its credentials from the registry, where the rule does not look.
// eslint-disable-next-line @n8n/community-nodes/credential-test-required
export class CdpPinterestApi implements ICredentialType {
	name = 'cdpPinterestApi';

	displayName = 'CDP Pinterest';

	icon: Icon = { light: 'file:cdpPlatform.svg', dark: 'file:cdpPlatform.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-cdp/n8n-nodes-cdp#readme';

	properties: INodeProperties[] = credentialProperties(pinterestAudiences, pinterestConversions);
}
