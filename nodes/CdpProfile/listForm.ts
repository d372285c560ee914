import { InputError } from '../../index';
import { locator, locatorText } from '../shared/locator';
import type { OperationCall } from '../shared/operation';

/** The static list, chosen by name. */
export const LIST = locator({
	displayName: 'List',
	name: 'staticList',
	method: 'searchStaticLists',
	description: 'The list; the number is how many identifiers stand on it',
	placeholder: 'e.g. trade-fair-2026',
});

/** The key of the chosen list. */
export function readList(call: OperationCall): string {
	const key = locatorText(call.parameter('staticList'));
	if (key === '') {
		throw new InputError('"List" is empty', 'Choose a list, or check the expression it comes from.');
	}
	return key;
}
