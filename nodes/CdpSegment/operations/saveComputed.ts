import type { INodeProperties } from 'n8n-workflow';
import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { COMPUTED_FORM, readComputed } from '../computed/form';

const AT_ONCE: INodeProperties = {
	displayName: 'Evaluate at Once',
	name: 'evaluateAtOnce',
	type: 'boolean',
	default: true,
	description: 'Whether to work out the values now; otherwise the next evaluation of segments does it',
};

/** Saves a computed trait and works out its values. */
export const saveComputed: Operation = {
	name: 'saveComputed',
	displayName: 'Create or Update',
	action: 'Create or update computed trait',
	description: 'Save a trait that the store works out from events, and put its values into the profiles',
	properties: [...COMPUTED_FORM, AT_ONCE],
	per: 'run',
	async execute(call) {
		const { computed } = call.cdp;
		const saved = await computed.save(readComputed(call));
		if (!call.parameter<boolean>('evaluateAtOnce', true)) {
			return oneItem(saved);
		}
		const { values, changed, note } = await computed.evaluate(saved.key);
		const message = values === 0 ? (note ?? NOBODY) : undefined;
		if (message !== undefined) {
			call.context.addExecutionHints({ message, location: 'outputPane' });
		}
		const { key, name, kind, sentence } = saved;
		return oneItem({ key, name, kind, sentence, values, changed, ...(note === undefined ? {} : { note }) });
	},
};

/** What to do when a trait turns out to be nobody's. */
export const NOBODY =
	'Nobody has such events. Check names and values against the lists, which show what the store has seen.';
