import type { Readable } from 'node:stream';
import type { INodeExecutionData } from 'n8n-workflow';
import { importStream } from '../../sources/import';
import type { RejectedRow } from '../../sources/source';
import { toItems } from '../shared/operation';
import type { OperationCall, Outputs } from '../shared/operation';
import { readMap } from './kinds';
import { readOptions, readRejectedLimit } from './options';

export interface Input {
	as: string;
	/** Its ending decides the format. */
	fileName: string;
	stream: Readable;
	/** The item a row came from; missing when the rows come from a file. */
	itemOf?: (row: number) => number;
}

/** Streams the input into the engine: counts at the first output, the first rejected rows at the second. */
export async function runImport(call: OperationCall, input: Input): Promise<Outputs> {
	const { as, fileName, stream } = input;
	const rejected: INodeExecutionData[] = [];
	const limit = readRejectedLimit(call);
	const signal = call.context.getExecutionCancelSignal();
	const report = await importStream(call.cdp, stream, {
		as,
		fileName,
		...readOptions(call),
		...readMap(call, as),
		...(signal === undefined ? {} : { signal }),
		onRejected: (row) => {
			if (rejected.length < limit) {
				rejected.push(...rejectedItem(row, input));
			}
		},
	});
	hint(call, report.rejected, rejected.length);
	return [toItems([{ as, ...report }]), rejected];
}

function rejectedItem(row: RejectedRow, { itemOf }: Input): INodeExecutionData[] {
	return toItems([row], itemOf?.(row.row));
}

function hint(call: OperationCall, total: number, shown: number): void {
	if (total > shown) {
		const message = `${total} rows were rejected; the output shows the first ${shown}.`;
		call.context.addExecutionHints({ message, location: 'outputPane' });
	}
}
