import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../index';
import type { Variant, VisitCondition } from '../../index';
import { locator, locatorText } from '../shared/locator';

const show = (...kinds: string[]) => ({ displayOptions: { show: { kind: kinds } } });

const COMPARISONS = [
	{ name: 'Contains', value: 'contains' },
	{ name: 'Is', value: 'is' },
	{ name: 'Is Missing', value: 'missing' },
	{ name: 'Is Not', value: 'isNot' },
	{ name: 'Is There', value: 'exists' },
	{ name: 'Starts With', value: 'startsWith' },
];
const PAGE_FIELDS = ['Campaign', 'Category', 'Path', 'Product', 'Referrer', 'Title', 'URL'];

const CONDITION: INodeProperties[] = [
	{
		displayName: 'Asks For',
		name: 'kind',
		type: 'options',
		default: 'segment',
		options: [
			{ name: 'Interest', value: 'interest', description: 'What they read, looked at and bought' },
			{ name: 'Page', value: 'page', description: 'What page they are on, and how they came' },
			{ name: 'Segment', value: 'segment', description: 'Whether they are in a segment or cookie audience' },
			{ name: 'Visitor', value: 'visitor', description: 'Whether they are new, returning or known' },
		],
	},
	locator({
		displayName: 'Segment',
		name: 'segment',
		method: 'searchMemberships',
		description: 'A saved segment or cookie audience, with the members of its last run',
		placeholder: 'e.g. loyal-customers',
		show: { kind: ['segment'] },
	}),
	{
		displayName: 'Membership',
		name: 'is',
		type: 'options',
		default: 'yes',
		options: [
			{ name: 'Is in It', value: 'yes' },
			{ name: 'Is Not in It', value: 'no' },
		],
		...show('segment'),
	},
	{
		displayName: 'Field',
		name: 'field',
		type: 'options',
		default: 'campaign',
		options: PAGE_FIELDS.map((name) => ({ name, value: name.toLowerCase() })),
		...show('page'),
	},
	{
		displayName: 'Comparison',
		name: 'comparison',
		type: 'options',
		default: 'is',
		options: COMPARISONS,
		...show('page'),
	},
	{
		displayName: 'In',
		name: 'in',
		type: 'options',
		default: 'category',
		options: [
			{ name: 'Brand', value: 'brand' },
			{ name: 'Category', value: 'category' },
			{ name: 'Product', value: 'product' },
		],
		...show('interest'),
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		placeholder: 'e.g. bikes',
		...show('page', 'interest'),
	},
	{
		displayName: 'At Least (%)',
		name: 'atLeast',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: 0,
		description: 'Share of all their interest in categories or brands',
		...show('interest'),
	},
	{
		displayName: 'Visitor',
		name: 'visitor',
		type: 'options',
		default: 'new',
		options: [
			{ name: 'Known Person', value: 'known', description: 'Logged in, or otherwise known by name' },
			{ name: 'New', value: 'new', description: 'The store has not met them' },
			{ name: 'Returning', value: 'returning', description: 'The store has met the browser or the person' },
		],
		...show('visitor'),
	},
];

const VARIANT: INodeProperties[] = [
	{
		displayName: 'Key',
		name: 'key',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. spring-sale',
		description: 'Its short name, in the answer and in reports; lower-case letters, digits and -',
	},
	{
		displayName: 'Content',
		name: 'content',
		type: 'json',
		default: '{\n  "title": ""\n}',
		description: 'What the page gets, as JSON',
	},
	{
		displayName: 'Shown When',
		name: 'match',
		type: 'options',
		default: 'all',
		options: [
			{ name: 'All Conditions Hold', value: 'all', description: 'Without a condition: for everybody' },
			{ name: 'Any Condition Holds', value: 'any' },
			{ name: 'No Condition Holds', value: 'not' },
		],
	},
	{
		displayName: 'Conditions',
		name: 'conditions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Condition',
		default: {},
		options: [{ displayName: 'Condition', name: 'condition', values: CONDITION }],
	},
	{
		displayName: 'Share (%)',
		name: 'percent',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: 100,
		description: 'Of those it is meant for, by lot; the others go on to the next variant',
	},
];

/** The variants of an experience, one row each, tried from top to bottom. */
export const variantsForm = (): INodeProperties => ({
	displayName: 'Variants',
	name: 'variants',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Variant',
	default: {},
	description: 'Tried from top to bottom; the first one whose conditions hold is shown',
	options: [
		{
			displayName: 'Variant',
			name: 'variant',
			values: VARIANT,
		},
	],
});

interface ConditionRow {
	kind: string;
	segment?: unknown;
	is?: string;
	field?: string;
	comparison?: string;
	in?: string;
	value?: string;
	atLeast?: number;
	visitor?: string;
}

/** A row of the form. */
export interface VariantRow {
	key: string;
	content: unknown;
	match?: 'all' | 'any' | 'not';
	conditions?: { condition?: ConditionRow[] };
	percent?: number;
}

/** What the rows stand for; the engine checks the values. */
export function readVariants(rows: VariantRow[]): Variant[] {
	return rows.map(({ key, content, match = 'all', conditions, percent = 100 }, at) => {
		const asked = (conditions?.condition ?? []).map(readCondition);
		return {
			key: key.trim(),
			content: readContent(content, `variant ${at + 1}`),
			...(asked.length === 0 ? {} : { when: { kind: match, conditions: asked } }),
			...(percent === 100 ? {} : { percent }),
		};
	});
}

function readCondition(row: ConditionRow): VisitCondition {
	switch (row.kind) {
		case 'segment':
			return { kind: 'segment', segment: locatorText(row.segment), is: row.is !== 'no' };
		case 'page': {
			const value = ['exists', 'missing'].includes(row.comparison ?? '') ? {} : { value: row.value ?? '' };
			return { kind: 'page', field: row.field, comparison: row.comparison, ...value } as VisitCondition;
		}
		case 'interest': {
			const atLeast = row.atLeast === undefined || row.atLeast === 0 ? {} : { atLeast: row.atLeast };
			return { kind: 'interest', in: row.in, value: row.value ?? '', ...atLeast } as VisitCondition;
		}
		default:
			return { kind: 'visitor', is: row.visitor } as VisitCondition;
	}
}

/** JSON as it was typed, or as an expression gave it. */
export function readContent(content: unknown, where: string): Variant['content'] {
	const parsed = typeof content === 'string' ? parseJson(content) : content;
	if (parsed !== undefined) return parsed as Variant['content'];
	throw new InputError(`The content of ${where} is not JSON`, 'Put text into quotes, or check the brackets.');
}

/** Undefined for what is no JSON. */
function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
