import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { storeAnswers } from '../shared/credentialTests';
import { searchExperiences, searchIdentifierTypes, searchMemberships } from '../shared/lists';
import { operationProperties } from '../shared/menu';
import { runOperation } from '../shared/run';
import { operations } from './operations';

/** What to show a visitor: which variant, which products, and why. */
export class CdpPersonalize implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CDP Personalize',
		name: 'cdpPersonalize',
		icon: { light: 'file:cdpPersonalize.svg', dark: 'file:cdpPersonalize.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] }}',
		description: 'Decide in milliseconds what a visitor sees: by segments, interests and the page, with a hold-out',
		defaults: { name: 'CDP Personalize' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cdpStoreApi', required: false, testedBy: 'storeAnswers' }],
		properties: operationProperties(operations, 'decide'),
	};

	methods = {
		listSearch: { searchExperiences, searchIdentifierTypes, searchMemberships },
		credentialTest: { storeAnswers },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, operations);
	}
}
