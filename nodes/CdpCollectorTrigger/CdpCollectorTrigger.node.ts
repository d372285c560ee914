import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeType, INodeTypeDescription, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { collectorKeysAreSafe, storeAnswers } from '../shared/credentialTests';
import { collect } from './collect';
import { FORM } from './form';
import { WEBHOOKS } from './paths';
import { getEvents } from './startEvents';

/** Receives events at an address of this n8n and stores them. */
export class CdpCollectorTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CDP Collector Trigger',
		name: 'cdpCollectorTrigger',
		icon: { light: 'file:cdpCollectorTrigger.svg', dark: 'file:cdpCollectorTrigger.dark.svg' },
		group: ['trigger'],
		// Above 1, so that n8n evaluates no expression of its own at each request to find out whether the body is binary.
		version: 1.1,
		subtitle: '={{ "/" + $parameter["path"] }}',
		description: "Receives events from sites, apps and servers in Segment's format and stores them",
		eventTriggerDescription: 'Waiting for an event at the test URL',
		activationMessage: 'The collector now takes events at the production URL.',
		defaults: { name: 'CDP Collector Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'cdpStoreApi', required: false, testedBy: 'storeAnswers' },
			{ name: 'cdpCollectorApi', required: false, testedBy: 'collectorKeysAreSafe' },
		],
		webhooks: WEBHOOKS,
		hints: [
			{
				message: 'Without a "CDP Collector" credential only this machine itself may send events.',
				whenToDisplay: 'beforeExecution',
				location: 'ndv',
				type: 'info',
			},
		],
		properties: FORM,
	};

	methods = { loadOptions: { getEvents }, credentialTest: { storeAnswers, collectorKeysAreSafe } };

	/** n8n itself keeps the addresses; there is nobody else to tell. */
	webhookMethods = {
		default: {
			async checkExists(): Promise<boolean> {
				return true;
			},
			async create(): Promise<boolean> {
				return true;
			},
			async delete(): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await collect(this);
	}
}
