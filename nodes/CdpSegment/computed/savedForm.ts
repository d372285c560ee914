import { InputError } from '../../../index';
import { locator, locatorText } from '../../shared/locator';
import type { OperationCall } from '../../shared/operation';

/** Chooses a computed trait that is saved already. */
export const SAVED = locator({
	displayName: 'Computed Trait',
	name: 'computedTrait',
	method: 'searchComputed',
	description: 'A saved computed trait, with how many people have it',
	placeholder: 'e.g. orders_90d',
});

/** Reads what `SAVED` asked for. */
export function readComputedKey(call: OperationCall): string {
	const key = locatorText(call.parameter('computedTrait'));
	if (key === '') {
		throw new InputError('No computed trait is chosen', 'Choose one from the list. Create or Update saves it.');
	}
	return key;
}
