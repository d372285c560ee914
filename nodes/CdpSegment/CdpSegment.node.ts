import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { storeAnswers } from '../shared/credentialTests';
import {
	searchEvents,
	searchIdentifierTypes,
	searchProperties,
	searchPropertyValues,
	searchSegments,
	searchTraits,
	searchTraitValues,
} from '../shared/lists';
import { HINTS, OUTPUTS, SUBTITLE } from '../shared/membership/description';
import { operationProperties } from '../shared/menu';
import { runOperation } from '../shared/run';
import { operations } from './operations';

/** A segment of people: this node is the segment. */
export class CdpSegment implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CDP Segment',
		name: 'cdpSegment',
		icon: { light: 'file:cdpSegment.svg', dark: 'file:cdpSegment.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: SUBTITLE,
		description: 'Describe a group of people; each run outputs who entered and who left',
		defaults: { name: 'CDP Segment' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		credentials: [{ name: 'cdpStoreApi', required: false, testedBy: 'storeAnswers' }],
		hints: HINTS,
		properties: operationProperties(operations, 'evaluate'),
	};

	methods = {
		listSearch: {
			searchEvents,
			searchIdentifierTypes,
			searchProperties,
			searchPropertyValues,
			searchSegments,
			searchTraits,
			searchTraitValues,
		},
		credentialTest: { storeAnswers },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, operations);
	}
}
