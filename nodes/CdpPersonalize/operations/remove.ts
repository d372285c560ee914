import { InputError } from '../../../index';
import { locator, locatorText } from '../../shared/locator';
import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';

/** Takes an experience away. */
export const remove: Operation = {
	name: 'remove',
	displayName: 'Delete',
	action: 'Delete experience',
	description: 'Delete a saved experience with all its revisions; decisions that were logged stay',
	properties: [
		locator({
			displayName: 'Experience',
			name: 'savedExperience',
			method: 'searchExperiences',
			description: 'The experience to delete',
			placeholder: 'e.g. home-banner',
		}),
	],
	async execute(call) {
		const key = locatorText(call.parameter('savedExperience'));
		if (key === '') throw new InputError('"Experience" is empty', 'Choose one from the list.');
		const definition = await call.cdp.personalize.get(key);
		return oneItem({ key, ...(await call.cdp.personalize.remove(key)), definition });
	},
};
