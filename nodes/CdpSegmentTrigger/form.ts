import type { INodeProperties } from 'n8n-workflow';
import { locator } from '../shared/locator';

/** The form of CDP Segment Trigger. */
export const FORM: INodeProperties[] = [
	locator({
		displayName: 'Segment',
		name: 'segment',
		method: 'searchMemberships',
		description:
			'The segment or audience to watch; it is saved by the first run of its CDP Segment or CDP Cookie Audience node',
		placeholder: 'e.g. loyal-customers',
	}),
	{
		displayName: 'Trigger On',
		name: 'on',
		type: 'options',
		options: [
			{ name: 'Entered', value: 'entered' },
			{ name: 'Entered or Exited', value: 'both' },
			{ name: 'Exited', value: 'exited' },
		],
		default: 'entered',
	},
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
				default: 10,
				description: 'How often the members are brought up to date; 0 when another workflow does that',
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
