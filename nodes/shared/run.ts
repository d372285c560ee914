import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { InputError } from '../../index';
import { openStore } from './store';
import { toNodeError } from './errors';
import type { Operation, OperationCall, Outputs } from './operation';

/** Runs the chosen operation, once for each item or once for all, and keeps every output item linked to its input. */
export async function runOperation(context: IExecuteFunctions, operations: Operation[]): Promise<Outputs> {
	const name: unknown = context.getNodeParameter('operation', 0);
	const operation = operations.find((one) => one.name === name);
	if (operation === undefined) {
		throw toNodeError(context.getNode(), unknownOperation(name), 0);
	}
	const outputs: Outputs = [[]];
	const last = operation.per === 'run' ? 1 : context.getInputData().length;
	for (let itemIndex = 0; itemIndex < last; itemIndex++) {
		append(outputs, await runForItem(context, operation, itemIndex), itemIndex);
	}
	return outputs;
}

async function runForItem(context: IExecuteFunctions, operation: Operation, itemIndex: number): Promise<Outputs> {
	try {
		const cdp = await openStore(context);
		return await operation.execute(callFor(context, cdp, itemIndex));
	} catch (error) {
		const nodeError = toNodeError(context.getNode(), error, itemIndex);
		if (context.continueOnFail()) {
			return [[{ json: { error: nodeError.message, next: nodeError.description ?? '' }, error: nodeError }]];
		}
		throw nodeError;
	}
}

function callFor(context: IExecuteFunctions, cdp: OperationCall['cdp'], itemIndex: number): OperationCall {
	return {
		context,
		cdp,
		itemIndex,
		parameter: <T>(name: string, fallback?: T) => context.getNodeParameter(name, itemIndex, fallback) as T,
	};
}

function append(outputs: Outputs, produced: Outputs, itemIndex: number): void {
	produced.forEach((items, index) => {
		const output = (outputs[index] ??= []);
		for (const item of items) {
			output.push(linked(item, itemIndex));
		}
	});
}

function linked(item: INodeExecutionData, itemIndex: number): INodeExecutionData {
	return item.pairedItem === undefined ? { ...item, pairedItem: { item: itemIndex } } : item;
}

function unknownOperation(name: unknown): InputError {
	return new InputError(
		`The operation ${JSON.stringify(name)} does not exist in this node`,
		'Choose an operation from the list.',
	);
}
