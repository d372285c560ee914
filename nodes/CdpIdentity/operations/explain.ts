import { identifierForm, readIdentifier } from '../../shared/identifierForm';
import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';

/** Why two identifiers are, or are not, the same person. */
export const explain: Operation = {
	name: 'explain',
	displayName: 'Explain',
	action: 'Explain connection of two identifiers',
	description: 'Show the evidence that joins two identifiers, step by step',
	properties: [...identifierForm('First'), ...identifierForm('Second')],
	async execute(call) {
		return oneItem(await call.cdp.identity.explain(readIdentifier(call, 'First'), readIdentifier(call, 'Second')));
	},
};
