import type { INodeProperties } from 'n8n-workflow';
import { locator } from '../../shared/locator';
import { RULE_FIELDS } from './ruleFields';

const byFields = { show: { specifyRules: ['fields'] } };

const TYPES: INodeProperties = {
	displayName: 'Rules',
	name: 'typeRules',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Rule',
	default: {},
	description: 'How a type of identifier may join people; what is not added stays as it is',
	displayOptions: byFields,
	options: [
		{
			displayName: 'Rule',
			name: 'rules',
			values: [
				locator({
					displayName: 'Identifier Type',
					name: 'type',
					method: 'searchIdentifierTypes',
					description: 'The type of identifier the rule is about',
					placeholder: 'e.g. email',
				}),
				{
					displayName: 'Changes',
					name: 'changes',
					type: 'collection',
					placeholder: 'Add Change',
					default: {},
					options: RULE_FIELDS,
				},
			],
		},
	],
};

const TRAITS: INodeProperties = {
	displayName: 'Traits',
	name: 'traitRules',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Trait',
	default: {},
	description: 'Which value a profile shows when sources disagree',
	displayOptions: byFields,
	options: [
		{
			displayName: 'Trait',
			name: 'rules',
			values: [
				locator({
					displayName: 'Trait',
					name: 'trait',
					method: 'searchTraits',
					description: 'A trait that the store has seen; * speaks for all without a rule of their own',
					placeholder: 'e.g. city, or * for the others',
				}),
				{
					displayName: 'Keep',
					name: 'keep',
					type: 'options',
					options: [
						{ name: 'All Values', value: 'union', description: 'As a list' },
						{ name: 'By Source', value: 'sources', description: 'What the most believed source says' },
						{ name: 'First', value: 'first' },
						{ name: 'Largest', value: 'max' },
						{ name: 'Latest', value: 'latest' },
						{ name: 'Longest', value: 'longest' },
						{ name: 'Most Frequent', value: 'mostFrequent' },
						{ name: 'Smallest', value: 'min' },
					],
					default: 'latest',
				},
				{
					displayName: 'Sources',
					name: 'sources',
					type: 'string',
					default: '',
					placeholder: 'e.g. crm, shop',
					description: 'The most believed first, with commas between',
					displayOptions: { show: { keep: ['sources'] } },
				},
				{
					displayName: 'Verified First',
					name: 'verifiedFirst',
					type: 'boolean',
					default: true,
					description: 'Whether what trusted sources say counts before what browsers say',
				},
			],
		},
	],
};

const GENERAL: INodeProperties = {
	displayName: 'For All Types',
	name: 'generalRules',
	type: 'collection',
	placeholder: 'Add Change',
	default: {},
	displayOptions: byFields,
	options: [
		{
			displayName: 'Blocked Patterns',
			name: 'blockedPatterns',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. ^[0-]*$',
			description: 'Regular expressions of values that identify nobody, one a line; replaces the present ones',
		},
		{
			displayName: 'Blocked Values',
			name: 'blockedValues',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. anonymous',
			description: 'Values that identify nobody, one a line; replaces the present ones',
		},
		{
			displayName: 'Phone Region',
			name: 'phoneRegion',
			type: 'string',
			default: '',
			placeholder: 'e.g. CH',
			description:
				'Country of phone numbers written without a country code, two letters; when empty they stay as they are',
		},
		{
			displayName: 'Shared Mailboxes',
			name: 'roleMailboxes',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. info',
			description: 'What stands before the @ of addresses that belong to nobody, one a line; replaces the present ones',
		},
	],
};

/** A change of the rules: by fields for the usual ones, as JSON for all. */
export const RULES_FORM: INodeProperties[] = [
	{
		displayName: 'Specify Changes',
		name: 'specifyRules',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json', description: 'All there is, for instance what Get puts out' },
		],
		default: 'fields',
	},
	TYPES,
	TRAITS,
	GENERAL,
	{
		displayName: 'Changes',
		name: 'rulesJson',
		type: 'json',
		typeOptions: { rows: 10 },
		default: '{}',
		hint: 'E.g. {"types": [{"type": "email", "limit": 3}], "phoneRegion": "CH"}. What is not named stays as it is; "Get Rules" shows all there is.',
		displayOptions: { show: { specifyRules: ['json'] } },
	},
	{
		displayName: 'Start From',
		name: 'startFrom',
		type: 'options',
		options: [
			{ name: 'Built-In Rules', value: 'builtIn', description: 'Forgets what was changed before' },
			{ name: 'Present Rules', value: 'present', description: 'Changes only what is named here' },
		],
		default: 'present',
	},
];
