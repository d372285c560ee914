import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { storeAnswers } from '../shared/credentialTests';
import { searchIdentifierTypes, searchMemberships, searchStaticLists } from '../shared/lists';
import { operationProperties } from '../shared/menu';
import { runOperation } from '../shared/run';
import { operations } from './operations';

/** One person: everything the store knows, and the person's rights. */
export class CdpProfile implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CDP Profile',
		name: 'cdpProfile',
		icon: { light: 'file:cdpProfile.svg', dark: 'file:cdpProfile.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] }}',
		description: 'Read and update people, see what they did, record consent, export and erase',
		defaults: { name: 'CDP Profile' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cdpStoreApi', required: false, testedBy: 'storeAnswers' }],
		properties: operationProperties(operations, 'get'),
	};

	methods = {
		listSearch: { searchIdentifierTypes, searchMemberships, searchStaticLists },
		credentialTest: { storeAnswers },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, operations);
	}
}
