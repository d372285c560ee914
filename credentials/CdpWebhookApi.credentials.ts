import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { webhook } from '../destinations/webhook';
import { credentialProperties } from '../nodes/shared/destination/fieldProperties';

/** The secrets of the destination "Webhook". */
// CDP Destination tests it: the node takes its credentials from the registry, where the rule does not look.
// eslint-disable-next-line @n8n/community-nodes/credential-test-required
export class CdpWebhookApi implements ICredentialType {
	name = 'cdpWebhookApi';

	displayName = 'CDP Webhook';

	icon: Icon = { light: 'file:cdpWebhook.svg', dark: 'file:cdpWebhook.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-cdp/n8n-nodes-cdp#readme';

	properties: INodeProperties[] = credentialProperties(webhook);
}
