import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../../index';
import { limitForm } from '../limitForm';
import { toItems } from '../operation';
import type { Operation, OperationCall } from '../operation';
import type { MembershipKind } from './kind';
import { readSegmentKey, savedForm } from './savedForm';

const SINCE: INodeProperties = {
	displayName: 'Since',
	name: 'since',
	type: 'dateTime',
	default: '',
	description: 'Where to begin; with the first evaluation when empty',
};

/** How the size changed, an item for each hour in which it did. */
export function sizesOperation(kind: MembershipKind): Operation {
	return {
		name: 'sizes',
		displayName: 'Size History',
		action: `Get size history of ${kind.word}`,
		description: `Show how many were in a saved ${kind.word}, entered and left, by the hour in which that changed`,
		properties: [
			savedForm(kind),
			SINCE,
			limitForm('Max number of results to return; the newest are kept, oldest first'),
		],
		async execute(call) {
			const segment = readSegmentKey(call);
			const since = readSince(call);
			const sizes = await call.cdp.segments.sizes(segment, since === undefined ? {} : { since });
			return [toItems(sizes.slice(-call.parameter<number>('limit', 50)).map((size) => ({ segment, ...size })))];
		},
	};
}

function readSince(call: OperationCall): number | undefined {
	const given = call.parameter<unknown[] | string>('since', '');
	if (given === '') {
		return undefined;
	}
	const time = new Date(given as string).getTime();
	if (Number.isNaN(time)) {
		throw new InputError(`"Since" is not a date: ${JSON.stringify(given)}`, 'Choose a date, or leave it empty.');
	}
	return time;
}
