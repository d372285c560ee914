import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { theTradeDesk } from '../destinations/the-trade-desk';
import { credentialProperties } from '../nodes/shared/destination/fieldProperties';

/** Access to The Trade Desk. */
// CDP Destination tests it: the node takes its credentials from the registry, where the rule does not look.
// eslint-disable-next-line @n8n/community-nodes/credential-test-required
export class CdpTheTradeDeskApi implements ICredentialType {
	name = 'cdpTheTradeDeskApi';

	displayName = 'CDP The Trade Desk';

	icon: Icon = { light: 'file:cdpPlatform.svg', dark: 'file:cdpPlatform.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-cdp/n8n-nodes-cdp#readme';

	properties: INodeProperties[] = credentialProperties(theTradeDesk);
}
