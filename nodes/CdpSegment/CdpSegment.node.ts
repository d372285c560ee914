import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { storeAnswers } from '../shared/credentialTests';
import { CONDITION_LISTS } from '../shared/conditions/lists';
import { searchComputed } from '../shared/lists';
import { HINTS, OUTPUTS, SUBTITLE } from '../shared/membership/description';
import { resourceProperties } from '../shared/menu';
import { runOperation } from '../shared/run';
import { resources } from './operations';

/** A segment of people: this node is the segment. And the traits that the store computes, which segments ask for. */
export class CdpSegment implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CDP Segment',
		name: 'cdpSegment',
		icon: { light: 'file:cdpSegment.svg', dark: 'file:cdpSegment.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: SUBTITLE,
		description:
			'Describe a group of people: each run outputs who entered and who left. Or a trait that is computed for everybody.',
		defaults: { name: 'CDP Segment' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		credentials: [{ name: 'cdpStoreApi', required: false, testedBy: 'storeAnswers' }],
		hints: HINTS,
		properties: resourceProperties(resources),
	};

	methods = {
		listSearch: { ...CONDITION_LISTS, searchComputed },
		credentialTest: { storeAnswers },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(
			this,
			resources.flatMap(({ operations }) => operations),
		);
	}
}
