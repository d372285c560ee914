import { identifierForm, readIdentifier } from '../../shared/identifierForm';
import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { readComputedKey, SAVED } from '../computed/savedForm';

/** Where the value of one person comes from. */
export const explainComputed: Operation = {
	name: 'explainComputed',
	displayName: 'Explain',
	action: 'Explain computed trait of person',
	description: 'Show the value of one person, as it stands and as it is now, and what it was made of',
	properties: [SAVED, ...identifierForm()],
	async execute(call) {
		return oneItem(await call.cdp.computed.explain(readComputedKey(call), readIdentifier(call)));
	},
};
