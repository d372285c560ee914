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
			displayName: 'Consent Needed',
			name: 'purposes',
			type: 'string',
			default: 'advertising',
			placeholder: 'e.g. advertising, email',
			description:
				'Purposes that every person must have agreed to, with commas between. Empty asks for none: only for systems of your own.',
		},
		{
			displayName: 'Minimum Size',
			name: 'minimumSize',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: 'Nothing is sent while the segment has fewer members than this',
		},
		SYNC_NAME,
	],
};

/** What is sent where: the form of Push and of Preview. */
export const REQUEST_FORM: INodeProperties[] = [...TARGET, ...CONFIG, MAPPING, OPTIONS];

/** Reads what `REQUEST_FORM` asked for. */
export async function readRequest(call: OperationCall): Promise<PushRequest> {
	const destination = readDestination(call);
	const options = call.parameter<{ purposes?: string; minimumSize?: number; syncName?: string }>('pushOptions', {});
	return {
		destination: destination.slug,
		segment: readSegmentKey(call),
		config: await readConfig(call, destination),
		purposes: splitList(options.purposes ?? 'advertising'),
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
