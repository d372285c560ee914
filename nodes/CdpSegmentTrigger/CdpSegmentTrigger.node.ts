import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeType, INodeTypeDescription, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { storeAnswers } from '../shared/credentialTests';
import { searchMemberships } from '../shared/lists';
import { FORM } from './form';
import { watchSegment } from './trigger';

/** Starts a workflow when somebody enters or leaves a segment. */
export class CdpSegmentTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CDP Segment Trigger',
		name: 'cdpSegmentTrigger',
		icon: { light: 'file:cdpSegmentTrigger.svg', dark: 'file:cdpSegmentTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["on"] }}{{ $parameter["segment"]?.value ? ": " + $parameter["segment"].value : "" }}',
		description: 'Starts the workflow the moment somebody enters or leaves a segment, or profiles merge or split',
		eventTriggerDescription: 'Waiting for the next change',
		defaults: { name: 'CDP Segment Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cdpStoreApi', required: false, testedBy: 'storeAnswers' }],
		properties: FORM,
	};

	methods = { listSearch: { searchMemberships }, credentialTest: { storeAnswers } };

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await watchSegment(this);
	}
}
