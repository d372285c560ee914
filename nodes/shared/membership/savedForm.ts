import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../../index';
import { locator, locatorText } from '../locator';
import type { OperationCall } from '../operation';
import { label } from './kind';
import type { MembershipKind } from './kind';

/** Chooses one that is saved already. */
export function savedForm(kind: MembershipKind): INodeProperties {
	return locator({
		displayName: label(kind),
		name: 'segment',
		method: kind.searchMethod,
		description: `A saved ${kind.word}; Evaluate saves it`,
		placeholder: 'e.g. loyal-customers',
	});
}

/** Reads what `savedForm`, or another locator named `segment`, asked for. */
export function readSegmentKey(call: OperationCall): string {
	const key = locatorText(call.parameter('segment'));
	if (key === '') {
		throw new InputError(
			'No segment is chosen',
			'Choose one from the list. It is saved by the first run of its CDP Segment or CDP Cookie Audience node.',
		);
	}
	return key;
}
