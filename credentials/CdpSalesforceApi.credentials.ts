import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { salesforce } from '../destinations/salesforce';
import { credentialProperties } from '../nodes/shared/destination/fieldProperties';

/** Access to Salesforce. */
// CDP Destination tests it: the node takes its credentials from the registry, where the rule does not look.
// eslint-disable-next-line @n8n/community-nodes/credential-test-required
export class CdpSalesforceApi implements ICredentialType {
	name = 'cdpSalesforceApi';

	displayName = 'CDP Salesforce';

	icon: Icon = { light: 'file:cdpPlatform.svg', dark: 'file:cdpPlatform.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-cdp/n8n-nodes-cdp#readme';

	properties: INodeProperties[] = credentialProperties(salesforce);
}
