import type { INodeProperties } from 'n8n-workflow';
import type { DuplicateOptions, DuplicateProgress } from '../../../core/model/duplicate';
import { oneItem } from '../../shared/operation';
import type { Operation, OperationCall } from '../../shared/operation';
import { BY, readBy } from './decision';

/** How long the engine works before it looks whether the run was cancelled. */
const TURN_MS = 1_000;

const WHO: INodeProperties = {
	displayName: 'Compare',
	name: 'mode',
	type: 'options',
	options: [
		{ name: 'Everybody', value: 'all', description: 'Learns from all people anew, then compares all with all' },
		{
			name: 'Who Is New or Changed',
			value: 'new',
			description: 'With what was learned before; the first time it is everybody',
		},
	],
	default: 'new',
};

const OPTIONS: INodeProperties = {
	displayName: 'Options',
	name: 'duplicateOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	// They hold for everybody: the engine refuses to change them for a few.
	displayOptions: { show: { mode: ['all'] } },
	options: [
		{
			displayName: 'Join Above',
			name: 'linkAbove',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 1 },
			default: 0.9,
			description: 'Pairs at least so probable are joined, unless a rule speaks against it',
		},
		{
			displayName: 'Learn Anew',
			name: 'train',
			type: 'boolean',
			default: true,
			description: 'Whether to learn anew what tells people apart when everybody is compared',
		},
		{
			displayName: 'Review Above',
			name: 'reviewAbove',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 1 },
			default: 0.1,
			description: 'Less probable pairs, down to this, wait for a person to decide',
		},
		{
			displayName: 'Traits',
			name: 'traits',
			type: 'string',
			default: '',
			placeholder: 'e.g. first_name, last_name, birth_date, email',
			description:
				'Traits and identifier types to compare, with commas between; those that tell people apart when empty',
		},
	],
};

/** Looks for people who are in the store twice. */
export const findDuplicates: Operation = {
	name: 'findDuplicates',
	displayName: 'Find Duplicates',
	action: 'Find duplicates',
	description: 'Find people who are in the store twice: clear cases are joined, doubtful ones wait for review',
	properties: [WHO, OPTIONS, BY],
	per: 'run',
	async execute(call) {
		const found = await findAll(call, readOptions(call));
		if (found.waiting > 0) {
			const message = `${found.waiting} pairs wait for a decision: Duplicates > Get Reviews lists them.`;
			call.context.addExecutionHints({ message, location: 'outputPane' });
		}
		return oneItem(found);
	},
};

function readOptions(call: OperationCall): DuplicateOptions {
	const how = { by: readBy(call), ms: TURN_MS };
	// "New" is what the engine does by itself once it has learned.
	if (call.parameter<string>('mode', 'new') !== 'all') {
		return how;
	}
	const { traits = '', ...rest } = call.parameter<{ traits?: string } & Omit<DuplicateOptions, 'traits'>>(
		'duplicateOptions',
		{},
	);
	const named = traits.split(',').map((trait) => trait.trim());
	const chosen = named.filter((trait) => trait !== '');
	return { mode: 'all', ...rest, ...(chosen.length === 0 ? {} : { traits: chosen }), ...how };
}

/** Calls until all is done or the run is cancelled, and adds up; the next run goes on. */
async function findAll(call: OperationCall, options: DuplicateOptions): Promise<DuplicateProgress> {
	const signal = call.context.getExecutionCancelSignal();
	const total = { profiles: 0, compared: 0, linked: 0, unlinked: 0, review: 0, refused: 0 };
	for (;;) {
		const progress = await call.cdp.identity.findDuplicates(options);
		for (const key of Object.keys(total) as Array<keyof typeof total>) {
			total[key] += progress[key];
		}
		if (progress.done || signal?.aborted === true) {
			return { ...progress, ...total };
		}
	}
}
