import { NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import { isCdpError } from '../../index';

/** What happened goes into the message, what to do next into the description. */
export function toNodeError(node: INode, error: unknown, itemIndex?: number): NodeOperationError {
	if (error instanceof NodeOperationError) {
		return error;
	}
	const cause = error instanceof Error ? error : String(error);
	return new NodeOperationError(node, cause, {
		message: error instanceof Error ? error.message : String(error),
		...(isCdpError(error) ? { description: `${error.next} (${error.code})` } : {}),
		...(itemIndex === undefined ? {} : { itemIndex }),
	});
}
