import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { platformAnswers, secretIsSafe, storeAnswers } from '../shared/credentialTests';
import { searchMemberships, searchTraits } from '../shared/lists';
import { operationProperties } from '../shared/menu';
import { runOperation } from '../shared/run';
import { CREDENTIALS } from './config';
import { operations } from './operations';

/** Sends a segment or audience to a platform: only the difference, consent-checked, retried, confirmed. */
export class CdpDestination implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CDP Destination',
		name: 'cdpDestination',
		icon: { light: 'file:cdpDestination.svg', dark: 'file:cdpDestination.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["destination"] }}',
		description: 'Keep a platform in step with a segment or audience; only people who agreed, only the difference',
		defaults: { name: 'CDP Destination' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs:
			'={{ $parameter["operation"] === "push" ? [{ type: "main", displayName: "Delivered" }, { type: "main", displayName: "Refused" }] : [{ type: "main" }] }}',
		credentials: [{ name: 'cdpStoreApi', required: false, testedBy: 'storeAnswers' }, ...CREDENTIALS],
		properties: operationProperties(operations, 'push'),
	};

	methods = {
		listSearch: { searchMemberships, searchTraits },
		credentialTest: { platformAnswers, secretIsSafe, storeAnswers },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, operations);
	}
}
