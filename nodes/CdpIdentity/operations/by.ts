import type { INodeProperties } from 'n8n-workflow';
import type { OperationCall } from '../../shared/operation';

/** Who decides: kept with the evidence, so that a decision by hand can be told from one by an event. */
export const BY: INodeProperties = {
	displayName: 'Decided By',
	name: 'by',
	type: 'string',
	default: '',
	placeholder: 'e.g. ann@shop.example',
	description: 'Who decides this, kept with the evidence; the name of the workflow when empty',
};

/** Reads `BY`. */
export function readBy(call: OperationCall): string {
	const by = call.parameter<string>('by', '').trim();
	return by === '' ? `workflow ${call.context.getWorkflow().name ?? ''}`.trim() : by;
}
