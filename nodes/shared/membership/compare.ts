import type { INodeProperties } from 'n8n-workflow';
import type { SegmentOverlap } from '../../../core/model/segmentFigures';
import { InputError } from '../../../index';
import { locator, locatorText } from '../locator';
import { toItems } from '../operation';
import type { Operation, OperationCall } from '../operation';
import { label } from './kind';
import type { MembershipKind } from './kind';

/** How many people are in two at once, for each pair of several. */
export function compareOperation(kind: MembershipKind): Operation {
	return {
		name: 'compare',
		displayName: 'Compare',
		action: `Compare ${kind.word}s`,
		description: `Show how far saved ${kind.word}s overlap: an item for each pair, with sizes and shares`,
		properties: [compareForm(kind)],
		per: 'run',
		async execute(call) {
			const keys = readKeys(call, kind);
			const { sizes, pairs, any, all } = await call.cdp.segments.overlap(keys);
			const rows = asChosen(keys, pairs).map(({ a, b, both }) => {
				const [sizeA, sizeB] = [sizes[a] ?? 0, sizes[b] ?? 0];
				return { a, b, sizeA, sizeB, both, shareOfA: share(both, sizeA), shareOfB: share(both, sizeB) };
			});
			const message = `${any.toLocaleString('en-US')} people are in at least one, ${all.toLocaleString('en-US')} in all of them.`;
			call.context.addExecutionHints({ message, location: 'outputPane' });
			return [toItems(rows.map((row) => ({ ...row, inAny: any, inAll: all })))];
		},
	};
}

function compareForm(kind: MembershipKind): INodeProperties {
	const one = locator({
		displayName: label(kind),
		name: 'segment',
		method: kind.searchMethod,
		description: `A saved ${kind.word}; Evaluate saves it`,
		placeholder: 'e.g. loyal-customers',
	});
	return {
		displayName: `${label(kind)}s`,
		name: 'compared',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: `Add ${label(kind)}`,
		default: {},
		description: 'At least two',
		options: [{ displayName: label(kind), name: 'segments', values: [one] }],
	};
}

function readKeys(call: OperationCall, kind: MembershipKind): string[] {
	const { segments = [] } = call.parameter<{ segments?: Array<{ segment?: unknown }> }>('compared', {});
	const keys = [...new Set(segments.map(({ segment }) => locatorText(segment)).filter((key) => key !== ''))];
	if (keys.length < 2) {
		throw new InputError(
			`There are fewer than two ${kind.word}s to compare`,
			`Add two or more from the list. Each is saved by the first run of its node.`,
		);
	}
	return keys;
}

/** The pairs in the order in which the form names their sides. */
function asChosen(keys: string[], pairs: SegmentOverlap['pairs']): SegmentOverlap['pairs'] {
	const isPair = (a: string, b: string) => (pair: { a: string; b: string }) =>
		(pair.a === a && pair.b === b) || (pair.a === b && pair.b === a);
	return keys.flatMap((a, at) => keys.slice(at + 1).map((b) => ({ a, b, both: pairs.find(isPair(a, b))?.both ?? 0 })));
}

/** In percent with one decimal; of nobody it is 0. */
function share(part: number, whole: number): number {
	return whole === 0 ? 0 : Math.round((part / whole) * 1_000) / 10;
}
