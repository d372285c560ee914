import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { s3 } from '../destinations/s3';
import { credentialProperties } from '../nodes/shared/destination/fieldProperties';

/** Access to S3. */
// CDP Destination tests it: the node takes its credentials from the registry, where the rule does not look.
// eslint-disable-next-line @n8n/community-nodes/credential-test-required
export class CdpS3Api implements ICredentialType {
	name = 'cdpS3Api';

	displayName = 'CDP S3';

	icon: Icon = { light: 'file:cdpPlatform.svg', dark: 'file:cdpPlatform.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-cdp/n8n-nodes-cdp#readme';

	properties: INodeProperties[] = credentialProperties(s3);
}
