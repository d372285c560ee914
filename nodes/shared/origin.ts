import type { INodeProperties } from 'n8n-workflow';
import type { Origin } from '../../index';
import type { OperationCall } from './operation';

/** The name of the source, kept with everything that comes from it. */
export const SOURCE: INodeProperties = {
	displayName: 'Source',
	name: 'source',
	type: 'string',
	default: 'n8n',
	placeholder: 'e.g. crm',
	description: 'Short name of where this comes from, kept with everything it says',
};

/** A workflow is a trusted source: its author chose what it sends. */
export function originOf(call: OperationCall): Origin {
	return { source: call.parameter<string>('source', 'n8n').trim() || 'n8n', verified: true };
}
