import { AFTER, limitForm } from '../limitForm';
import { pageItems, readPage } from '../paging';
import type { Operation } from '../operation';
import type { MembershipKind } from './kind';
import { readSegmentKey, savedForm } from './savedForm';

/** A page of members. */
export function membersOperation(kind: MembershipKind): Operation {
	return {
		name: 'members',
		displayName: 'Get Members',
		action: `Get members of ${kind.word}`,
		description: `List who is in a saved ${kind.word}, since when and why`,
		properties: [savedForm(kind), limitForm('Max number of results to return'), AFTER],
		async execute(call) {
			return pageItems(await call.cdp.segments.members(readSegmentKey(call), readPage(call)));
		},
	};
}
