import { limitForm } from '../../shared/limitForm';
import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { COMPUTED_FORM, readComputed } from '../computed/form';
import { NOBODY } from './saveComputed';

/** How many would have a computed trait, and examples, without saving it. */
export const previewComputed: Operation = {
	name: 'previewComputed',
	displayName: 'Preview',
	action: 'Preview computed trait',
	description: 'Count how many people would have this trait, and show some of them with its value, without saving it',
	properties: [...COMPUTED_FORM, limitForm('Max number of people in the sample')],
	per: 'run',
	async execute(call) {
		const definition = readComputed(call);
		const { sample, ...preview } = await call.cdp.computed.preview(definition, {
			limit: call.parameter<number>('limit', 50),
		});
		if (preview.values === 0) {
			call.context.addExecutionHints({ message: preview.note ?? NOBODY, location: 'outputPane' });
		}
		return oneItem({ key: definition.key, ...preview, sample });
	},
};
