import type { INodeProperties } from 'n8n-workflow';
import type { DecideRequest } from '../../index';
import { locator, locatorText } from '../shared/locator';
import type { OperationCall } from '../shared/operation';

const EXPERIENCE = locator({
	displayName: 'Experience',
	name: 'experience',
	method: 'searchExperiences',
	description: 'The saved rules; without one the answer holds segments, interests and products',
	placeholder: 'e.g. home-banner',
	required: false,
	empty: 'None',
});

const IDENTIFIERS: INodeProperties = {
	displayName: 'Identifiers',
	name: 'identifiers',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Identifier',
	default: {},
	description: 'Who visits, best first: the first one that the store knows counts. Empty values are passed over.',
	options: [
		{
			displayName: 'Identifier',
			name: 'identifier',
			values: [
				locator({
					displayName: 'Type',
					name: 'type',
					method: 'searchIdentifierTypes',
					description: 'What the visitor is named by; a cookie of your own site is an anonymous_id',
					placeholder: 'e.g. anonymous_id',
					first: 'anonymous_id',
				}),
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. {{ $json.body.anonymousId }}',
					description: 'The cookie, e-mail address or number itself',
				},
			],
		},
	],
};

const PAGE_FIELDS: Array<[name: keyof NonNullable<DecideRequest['context']>, label: string, text: string]> = [
	['campaign', 'Campaign', 'Read from utm_campaign of the URL when this is empty'],
	['category', 'Category', 'What the page is about'],
	['path', 'Path', 'Read from the URL when this is empty'],
	['product', 'Product', 'Code of the product on the page'],
	['referrer', 'Referrer', 'Address of the page before'],
	['title', 'Title', 'Title of the page'],
	['url', 'URL', 'Whole address of the page'],
];

const PAGE: INodeProperties = {
	displayName: 'Page',
	name: 'page',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: PAGE_FIELDS.map(([name, displayName, description]) => ({
		displayName,
		name,
		type: 'string',
		default: '',
		description,
	})),
};

const OPTIONS: INodeProperties = {
	displayName: 'Options',
	name: 'decideOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Answer for the Public',
			name: 'public',
			type: 'boolean',
			default: true,
			description:
				'Whether the answer goes to somebody who may be anybody, such as a page: only cookies are looked up, and nothing personal is said',
		},
		{
			displayName: 'Log the Decision',
			name: 'log',
			type: 'options',
			default: 'soon',
			description: 'The decision is stored as an event of the visitor, so that lift can be measured',
			options: [
				{ name: 'After the Answer', value: 'soon', description: 'Fastest' },
				{ name: 'Before the Answer', value: 'wait', description: 'The answer says when it is stored for good' },
				{ name: 'Not', value: 'none' },
			],
		},
		{
			displayName: 'Recommendations',
			name: 'recommendations',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100 },
			default: 4,
			description: 'How many products to recommend; without this as many as the experience says',
		},
		{
			displayName: 'Time Budget (Ms)',
			name: 'budgetMs',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 10_000 },
			default: 50,
			description: 'After so many milliseconds the fallback is shown',
		},
	],
};

/** The form that asks who visits which page. */
export const questionForm = (): INodeProperties[] => [EXPERIENCE, IDENTIFIERS, PAGE, OPTIONS];

interface Options {
	public?: boolean;
	log?: DecideRequest['log'];
	recommendations?: number;
	budgetMs?: number;
}

/** Reads what `questionForm` asked for; nothing personal is answered unless that was switched off. */
export function readQuestion(call: OperationCall): DecideRequest {
	const experience = locatorText(call.parameter('experience'));
	const rows = call.parameter<{ identifier?: Array<{ type: unknown; value: unknown }> }>('identifiers', {});
	const identifiers = (rows.identifier ?? [])
		.map(({ type, value }) => ({ type: locatorText(type), value: locatorText(value) }))
		.filter(({ type, value }) => type !== '' && value !== '');
	const page = Object.entries(call.parameter<Record<string, string>>('page', {})).filter(([, value]) => value !== '');
	const { recommendations, public: isPublic = true, log, budgetMs } = call.parameter<Options>('decideOptions', {});
	return {
		...(experience === '' ? {} : { experience }),
		identifiers,
		context: Object.fromEntries(page),
		public: isPublic,
		...(log === undefined ? {} : { log }),
		...(budgetMs === undefined ? {} : { budgetMs }),
		...(recommendations === undefined ? {} : { recommend: recommendations > 0 ? { limit: recommendations } : false }),
	};
}
