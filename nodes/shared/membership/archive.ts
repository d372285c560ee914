import { oneItem } from '../operation';
import type { Operation } from '../operation';
import { label } from './kind';
import type { MembershipKind } from './kind';
import { readSegmentKey, savedForm } from './savedForm';

/** Takes a saved one out of the store; the item holds what is needed to bring it back. */
export function archiveOperation(kind: MembershipKind): Operation {
	return {
		name: 'archive',
		displayName: 'Archive',
		action: `Archive ${kind.word}`,
		description: `Remove a saved ${kind.word} with its members and history of size; the item keeps its definition. Refused while others ask for it.`,
		properties: [savedForm(kind)],
		async execute(call) {
			const segment = readSegmentKey(call);
			const definition = await call.cdp.segments.get(segment);
			const summary = (await call.cdp.segments.list(definition.of)).find(({ key }) => key === segment);
			const { removed } = await call.cdp.segments.remove(segment);
			const members = summary?.members ?? 0;
			return oneItem({
				segment,
				archived: removed,
				members,
				sentence: `${label(kind)} "${definition.name}" is gone from the store with its ${members.toLocaleString('en-US')} members and its history. People, browsers and events stay. A node that still evaluates it saves it again.`,
				definition,
			});
		},
	};
}
