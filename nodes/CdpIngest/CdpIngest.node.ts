import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { storeAnswers } from '../shared/credentialTests';
import { operationProperties } from '../shared/menu';
import { runOperation } from '../shared/run';
import { operations } from './operations';

/** Brings data in: items of the workflow or whole files. */
export class CdpIngest implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CDP Ingest',
		name: 'cdpIngest',
		icon: { light: 'file:cdpIngest.svg', dark: 'file:cdpIngest.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["operation"] === "fromFile" ? "file: " + $parameter["as"] : $parameter["operation"] }}',
		description: 'Store events, people, orders, consents, partner data and costs, from items or from whole files',
		defaults: { name: 'CDP Ingest' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Done', 'Rejected'],
		credentials: [{ name: 'cdpStoreApi', required: false, testedBy: 'storeAnswers' }],
		properties: operationProperties(operations, 'fromFile'),
	};

	methods = { credentialTest: { storeAnswers } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, operations);
	}
}
