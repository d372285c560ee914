import { identifierForm, readIdentifier } from '../../shared/identifierForm';
import { toItems } from '../../shared/operation';
import type { Operation } from '../../shared/operation';

/** All evidence around one identifier. */
export const getLinks: Operation = {
	name: 'getLinks',
	displayName: 'Get Links',
	action: 'Get links of identifier',
	description: 'List all evidence around an identifier, also what was refused and why',
	properties: identifierForm(),
	async execute(call) {
		return [toItems(await call.cdp.identity.links(readIdentifier(call)))];
	},
};
