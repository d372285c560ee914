import type { INodeProperties } from 'n8n-workflow';
import type { Decision } from '../../../core/cdp';
import type { Identifier } from '../../../index';
import { identifierForm, readIdentifier } from '../../shared/identifierForm';
import { oneItem } from '../../shared/operation';
import type { OperationCall, Outputs } from '../../shared/operation';

/** Who decides: kept with the evidence, so that a decision by hand can be told from one by an event. */
export const BY: INodeProperties = {
	displayName: 'Decided By',
	name: 'by',
	type: 'string',
	default: '',
	placeholder: 'e.g. ann@shop.example',
	description: 'Who decides this, kept with the evidence; the name of the workflow when empty',
};

const PREVIEW: INodeProperties = {
	displayName: 'Preview Only',
	name: 'preview',
	type: 'boolean',
	default: false,
	description: 'Whether to only show what the profiles would look like, and change nothing',
};

/** The form of a decision about two identifiers. */
export const PAIR: INodeProperties[] = [...identifierForm('First'), ...identifierForm('Second'), PREVIEW, BY];

/** The form below the identifiers of any other decision. */
export const HOW: INodeProperties[] = [PREVIEW, BY];

/** Reads `BY`. */
export function readBy(call: OperationCall): string {
	const by = call.parameter<string>('by', '').trim();
	return by === '' ? `workflow ${call.context.getWorkflow().name ?? ''}`.trim() : by;
}

/** Reads the two identifiers of `PAIR`. */
export function readPair(call: OperationCall): [Identifier, Identifier] {
	return [readIdentifier(call, 'First'), readIdentifier(call, 'Second')];
}

/** Carries a decision out, or tries it, and puts out what it led to. */
export async function decide<T extends Decision>(
	call: OperationCall,
	decision: (by: string, options: { preview: boolean }) => Promise<T>,
): Promise<Outputs> {
	const preview = call.parameter<boolean>('preview', false);
	const result = await decision(readBy(call), { preview });
	if (preview) {
		const message =
			'Nothing was changed. "after" holds the profiles as they would be; turn "Preview Only" off to do it.';
		call.context.addExecutionHints({ message, location: 'outputPane' });
	}
	return oneItem({ preview, ...result });
}
