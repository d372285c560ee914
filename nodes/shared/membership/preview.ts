import { limitForm } from '../limitForm';
import { oneItem } from '../operation';
import type { Operation } from '../operation';
import { definitionForm, readDefinition } from './definition';
import type { MembershipKind } from './kind';

/** Size and a sample, without saving anything. */
export function previewOperation(kind: MembershipKind): Operation {
	return {
		name: 'preview',
		displayName: 'Preview',
		action: `Preview ${kind.word}`,
		description: `Count who would be in this ${kind.word} and show a few, without saving it`,
		properties: [...definitionForm(kind), limitForm('Max number of people in the sample')],
		per: 'run',
		async execute(call) {
			const definition = readDefinition(call, kind);
			const preview = await call.cdp.segments.preview(definition, { limit: call.parameter<number>('limit', 50) });
			if (preview.members === 0) {
				const message = 'Nobody matches. Check names and values against the lists, which show what the store has seen.';
				call.context.addExecutionHints({ message, location: 'outputPane' });
			}
			return oneItem({ key: definition.key, ...preview });
		},
	};
}
