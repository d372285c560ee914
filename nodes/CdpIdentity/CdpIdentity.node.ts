import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { storeAnswers } from '../shared/credentialTests';
import { searchIdentifierTypes, searchTraits } from '../shared/lists';
import { resourceProperties } from '../shared/menu';
import { runOperation } from '../shared/run';
import { resources } from './operations';

/** Who is who: resolve, explain, join and undo, and the rules of it. */
export class CdpIdentity implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CDP Identity',
		name: 'cdpIdentity',
		icon: { light: 'file:cdpIdentity.svg', dark: 'file:cdpIdentity.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Find out which identifiers are the same person, and why; join them or undo it',
		defaults: { name: 'CDP Identity' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cdpStoreApi', required: false, testedBy: 'storeAnswers' }],
		properties: resourceProperties(resources),
	};

	methods = { listSearch: { searchIdentifierTypes, searchTraits }, credentialTest: { storeAnswers } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(
			this,
			resources.flatMap(({ operations }) => operations),
		);
	}
}
