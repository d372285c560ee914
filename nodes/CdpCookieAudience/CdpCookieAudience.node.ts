import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { storeAnswers } from '../shared/credentialTests';
import { CONDITION_LISTS } from '../shared/conditions/lists';
import { searchAudiences, searchMemberships } from '../shared/lists';
import { HINTS, OUTPUTS, SUBTITLE } from '../shared/membership/description';
import { operationProperties } from '../shared/menu';
import { runOperation } from '../shared/run';
import { operations } from './operations';

/** An audience of browsers: this node is the audience. */
export class CdpCookieAudience implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CDP Cookie Audience',
		name: 'cdpCookieAudience',
		icon: { light: 'file:cdpCookieAudience.svg', dark: 'file:cdpCookieAudience.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: SUBTITLE,
		description: 'Describe a group of browsers by what they looked at; each run outputs which entered and which left',
		defaults: { name: 'CDP Cookie Audience' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		credentials: [{ name: 'cdpStoreApi', required: false, testedBy: 'storeAnswers' }],
		hints: HINTS,
		properties: operationProperties(operations, 'evaluate'),
	};

	methods = {
		listSearch: { ...CONDITION_LISTS, searchAudiences, searchMemberships },
		credentialTest: { storeAnswers },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, operations);
	}
}
