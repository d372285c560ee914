import type { INodeProperties } from 'n8n-workflow';
import { locator } from '../shared/locator';

/** What happens to people rather than to a segment. */
export const OF_PEOPLE = ['merged', 'split'];

/** The form of CDP Segment Trigger. */
export const FORM: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'on',
		type: 'options',
		options: [
			{ name: 'Entered', value: 'entered', description: 'Somebody enters the segment' },
			{ name: 'Entered or Exited', value: 'both', description: 'Somebody enters or leaves the segment' },
			{ name: 'Exited', value: 'exited', description: 'Somebody leaves the segment' },
			{ name: 'Profiles Merged', value: 'merged', description: 'Profiles turn out to be one person' },
			{ name: 'Profiles Split', value: 'split', description: 'A merge is undone' },
		],
		default: 'entered',
	},
	locator({
		displayName: 'Segment',
		name: 'segment',
		method: 'searchMemberships',
		description:
			'The segment or audience to watch; it is saved by the first run of its CDP Segment or CDP Cookie Audience node',
		placeholder: 'e.g. loyal-customers',
		show: { on: ['entered', 'both', 'exited'] },
	}),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Evaluate Every (Seconds)',
				name: 'evaluateEvery',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 5,
				description:
					'How often to look for people who enter or leave by time alone; who does something is looked at within a second. 0 when another workflow evaluates the segment.',
			},
			{
				displayName: 'Include Profile',
				name: 'includeProfile',
				type: 'boolean',
				default: true,
				description: 'Whether to add traits and identifiers to each item',
			},
		],
	},
];
