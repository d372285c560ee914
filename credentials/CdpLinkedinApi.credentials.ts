import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { linkedinAudiences } from '../destinations/linkedin-audiences';
import { linkedinConversions } from '../destinations/linkedin-conversions';
import { credentialProperties } from '../nodes/shared/destination/fieldProperties';

/** Access to LinkedIn. */
// CDP Destination tests it: the node takes its credentials from the registry, where the rule does not look.
// eslint-disable-next-line @n8n/community-nodes/credential-test-required
export class CdpLinkedinApi implements ICredentialType {
	name = 'cdpLinkedinApi';

	displayName = 'CDP LinkedIn';

	icon: Icon = { light: 'file:cdpPlatform.svg', dark: 'file:cdpPlatform.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-cdp/n8n-nodes-cdp#readme';

	properties: INodeProperties[] = credentialProperties(linkedinAudiences, linkedinConversions);
}
