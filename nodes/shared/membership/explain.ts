import { identifierForm, readIdentifier } from '../identifierForm';
import { oneItem } from '../operation';
import type { Operation } from '../operation';
import type { MembershipKind } from './kind';
import { readSegmentKey, savedForm } from './savedForm';

/** Why one person is in, or is not. */
export function explainOperation(kind: MembershipKind): Operation {
	const who = kind.of === 'people' ? 'Person' : 'Browser';
	return {
		name: 'explain',
		displayName: `Explain ${who}`,
		action: `Explain ${who.toLowerCase()} in ${kind.word}`,
		description: `Show why one ${who.toLowerCase()} is in the ${kind.word} or is not, condition by condition`,
		properties: [savedForm(kind), ...identifierForm()],
		async execute(call) {
			const segment = readSegmentKey(call);
			return oneItem({ segment, ...(await call.cdp.segments.explain(segment, readIdentifier(call))) });
		},
	};
}
