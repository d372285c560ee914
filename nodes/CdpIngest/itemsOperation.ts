import { Readable } from 'node:stream';
import type { Operation, OperationCall } from '../shared/operation';
import { mapForm } from './kinds';
import { optionsForm } from './options';
import { runImport } from './runImport';

export interface ItemsKind {
	/** Slug of the source. */
	as: string;
	displayName: string;
	action: string;
	description: string;
}

/** Incoming items of one kind; they take the same way as the lines of a file. */
export function itemsOperation({ as, displayName, action, description }: ItemsKind): Operation {
	return {
		name: as,
		displayName,
		action,
		description,
		properties: [...mapForm(as), optionsForm()],
		per: 'run',
		async execute(call) {
			return await runImport(call, {
				as,
				fileName: 'items.ndjson',
				stream: Readable.from(lines(call), { objectMode: false }),
				itemOf: (row) => row - 1,
			});
		},
	};
}

function* lines(call: OperationCall): Generator<string> {
	for (const { json } of call.context.getInputData()) {
		yield `${JSON.stringify(json)}\n`;
	}
}
