import type { INodeProperties } from 'n8n-workflow';

/** The form of CDP Collector Trigger. */
export const FORM: INodeProperties[] = [
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: 'cdp',
		required: true,
		placeholder: 'e.g. cdp',
		description:
			'The collector listens below this path: give Segment clients the URL above as host, they add /v1/batch and so on',
	},
	{
		displayName: 'Start Workflow',
		name: 'start',
		type: 'options',
		options: [
			{ name: 'For Chosen Events', value: 'chosen' },
			{ name: 'For Every Event', value: 'all', description: 'One execution a request: for tests and small sites' },
			{ name: 'Never', value: 'never', description: 'Events are stored and answered; nothing is executed' },
		],
		default: 'never',
		description: 'Whether accepted events also start this workflow',
	},
	{
		displayName: 'Event Names',
		name: 'events',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getEvents' },
		default: [],
		description:
			'Events that start the workflow. Choose from the list, or specify names using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: { show: { start: ['chosen'] } },
	},
	{
		displayName: 'Further Event Names',
		name: 'furtherEvents',
		type: 'string',
		default: '',
		placeholder: 'e.g. Order Completed, Signed Up',
		description: 'Events that the store has not seen yet, with commas between',
		displayOptions: { show: { start: ['chosen'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Allowed Origins',
				name: 'origins',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://shop.example, https://www.shop.example',
				description: 'Web sites whose pages may send events, with commas between; every site when empty',
			},
			{
				displayName: 'Country Header',
				name: 'countryHeader',
				type: 'string',
				default: '',
				placeholder: 'e.g. cf-ipcountry',
				description:
					"Header in which a proxy of yours says the visitor's country; audiences can ask for it. Only name one that visitors cannot set themselves.",
			},
			{
				displayName: 'Source',
				name: 'source',
				type: 'string',
				default: 'collector',
				placeholder: 'e.g. web-shop',
				description: 'Short name kept with every event from here',
			},
		],
	},
];
