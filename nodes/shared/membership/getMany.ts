import { toItems } from '../operation';
import type { Operation } from '../operation';
import type { MembershipKind } from './kind';

/** The saved ones with their sizes. */
export function getManyOperation(kind: MembershipKind): Operation {
	return {
		name: 'getMany',
		displayName: 'Get Many',
		action: `Get many ${kind.word}s`,
		description: `List the saved ${kind.word}s with their sizes and what they say`,
		properties: [],
		per: 'run',
		async execute(call) {
			return [toItems(await call.cdp.segments.list(kind.of))];
		},
	};
}
