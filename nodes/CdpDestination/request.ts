import { pick } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';
import type { PushRequest } from '../../index';
import { locator, locatorText } from '../shared/locator';
import { splitList } from '../shared/conditions/comparison';
import { readSegmentKey } from '../shared/membership/savedForm';
import type { OperationCall } from '../shared/operation';
import { CONFIG, readConfig } from './config';
import { readDestination, SYNC_NAME, TARGET } from './target';

const MAPPING: INodeProperties = {
	displayName: 'Fields to Send',
	name: 'mapping',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Field',
	default: {},
	description: 'Which traits the destination gets, and under which names; all of them under their own names when empty',
	options: [
		{
			displayName: 'Field',
			name: 'fields',
			values: [
				locator({
					displayName: 'Trait',
					name: 'trait',
					method: 'searchTraits',
					description: 'A trait that the store has seen',
					placeholder: 'e.g. first_name',
				}),
				{ displayName: 'Field Name', name: 'field', type: 'string', default: '', placeholder: 'e.g. FNAME' },
			],
		},
	],
};

const OPTIONS: INodeProperties = {
	displayName: 'Options',
	name: 'pushOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Confirm Removals',
			name: 'confirmRemovals',
			type: 'boolean',
			default: false,
			description: 'Whether to send the removals that were held back because they were too many at once',
		},
		{
			displayName: 'Consent Needed',
			name: 'purposes',
			type: 'string',
			default: 'advertising',
			placeholder: 'e.g. advertising, email',
			description:
				'Purposes that every person must have agreed to, with commas between. Empty asks for none: only for systems of your own.',
		},
		{
			displayName: 'Full Resync',
			name: 'resync',
			type: 'boolean',
			default: false,
			description: 'Whether to compare everybody and send everything again, also what the destination has confirmed',
		},
		{
			displayName: 'Max Removal (%)',
			name: 'maxRemoval',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100 },
			default: 50,
			description:
				'Removals of people who left wait for a confirmation when they are more than this share of those delivered: it guards against an empty source',
		},
		{
			displayName: 'Minimum Size',
			name: 'minimumSize',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: 'Nothing is sent while the segment has fewer members than this',
		},
		{
			displayName: 'Mode',
			name: 'mode',
			type: 'options',
			default: 'mirror',
			description: 'Who withdraws consent or is erased is taken away in every mode',
			options: [
				{ name: 'Add Only', value: 'add', description: 'Send newcomers; change and remove nobody' },
				{ name: 'Mirror', value: 'mirror', description: 'The destination holds exactly the members' },
				{ name: 'Update', value: 'update', description: 'Add and update; remove nobody' },
			],
		},
		SYNC_NAME,
	],
};

/** What is sent where: the form of Push and of Preview. */
export const REQUEST_FORM: INodeProperties[] = [...TARGET, ...CONFIG, MAPPING, OPTIONS];

type PushOptions = { purposes?: string; syncName?: string } & Pick<
	PushRequest,
	'minimumSize' | 'mode' | 'resync' | 'maxRemoval' | 'confirmRemovals'
>;

/** Reads what `REQUEST_FORM` asked for. */
export async function readRequest(call: OperationCall): Promise<PushRequest> {
	const destination = readDestination(call);
	const options = call.parameter<PushOptions>('pushOptions', {});
	return {
		destination: destination.slug,
		segment: readSegmentKey(call),
		config: await readConfig(call, destination),
		// What the destination itself needs, unless the form says otherwise.
		...(options.purposes === undefined ? {} : { purposes: splitList(options.purposes) }),
		...pick(options, ['mode', 'resync', 'maxRemoval', 'confirmRemovals']),
		minimumSize: options.minimumSize ?? 0,
		...readMapping(call),
		...((options.syncName ?? '').trim() === '' ? {} : { sync: options.syncName?.trim() }),
	};
}

function readMapping(call: OperationCall): Pick<PushRequest, 'mapping'> {
	const rows = call.parameter<{ fields?: Array<{ trait: unknown; field: string }> }>('mapping', {}).fields ?? [];
	const pairs = rows.flatMap(({ trait, field }) => {
		const name = locatorText(trait);
		return name === '' ? [] : [[name, field.trim() === '' ? name : field.trim()]];
	});
	return pairs.length === 0 ? {} : { mapping: Object.fromEntries(pairs) as Record<string, string> };
}
