import { identifierForm, readIdentifier } from '../../shared/identifierForm';
import { toItems } from '../../shared/operation';
import type { Operation } from '../../shared/operation';

/** Everything that was said of consent, newest first. */
export const consentHistory: Operation = {
	name: 'consentHistory',
	displayName: 'Get Consent History',
	action: 'Get consent history of profile',
	description: 'Get every decision on consent with source, time, proof and policy version, newest first',
	properties: identifierForm(),
	async execute(call) {
		return [toItems(await call.cdp.consent.history(readIdentifier(call)))];
	},
};
