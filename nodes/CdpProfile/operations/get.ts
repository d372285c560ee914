import { identifierForm, readIdentifier } from '../../shared/identifierForm';
import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';

/** One person, by any identifier. */
export const get: Operation = {
	name: 'get',
	displayName: 'Get',
	action: 'Get profile',
	description: 'Get one person with traits, segments, consents and identifiers',
	properties: identifierForm(),
	async execute(call) {
		const identifier = readIdentifier(call);
		const profile = await call.cdp.profiles.get(identifier);
		return oneItem(profile === undefined ? { found: false, ...identifier } : { found: true, ...profile });
	},
};
