import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { metaConversions } from '../destinations/meta-conversions';
import { metaCustomAudiences } from '../destinations/meta-custom-audiences';
import { credentialProperties } from '../nodes/shared/destination/fieldProperties';

/** Access to Meta. */
// CDP Destination tests it: the node takes its credentials from the registry, where the rule does not look.
// eslint-disable-next-line @n8n/community-nodes/credential-test-required
export class CdpMetaApi implements ICredentialType {
	name = 'cdpMetaApi';

	displayName = 'CDP Meta';

	icon: Icon = { light: 'file:cdpPlatform.svg', dark: 'file:cdpPlatform.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-cdp/n8n-nodes-cdp#readme';

	properties: INodeProperties[] = credentialProperties(metaConversions, metaCustomAudiences);
}
