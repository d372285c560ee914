import { limitForm } from '../limitForm';
import { oneItem } from '../operation';
import type { Operation } from '../operation';
import { definitionForm, readDefinition } from './definition';
import type { MembershipKind } from './kind';

const NOBODY = 'Nobody matches. Check names and values against the lists, which show what the store has seen.';

/** Size, who would enter and leave, reach and a sample, without saving anything. */
export function previewOperation(kind: MembershipKind): Operation {
	return {
		name: 'preview',
		displayName: 'Preview',
		action: `Preview ${kind.word}`,
		description: `Count who would be in this ${kind.word}, who would enter and leave and how they can be reached, without saving it`,
		properties: [...definitionForm(kind), limitForm('Max number of people in the sample')],
		per: 'run',
		async execute(call) {
			const definition = readDefinition(call, kind);
			const preview = await call.cdp.segments.preview(definition, { limit: call.parameter<number>('limit', 50) });
			for (const message of [...preview.hints, ...(preview.members === 0 ? [NOBODY] : [])]) {
				call.context.addExecutionHints({ message, location: 'outputPane' });
			}
			return oneItem({ key: definition.key, ...preview });
		},
	};
}
