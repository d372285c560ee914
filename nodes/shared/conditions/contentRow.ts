import type { ConditionRow } from './row';
import { readView, viewFields } from './viewFields';
import type { ViewForm } from './viewFields';

const FORM: ViewForm = {
	displayName: 'Content',
	description: 'What the pages were about',
	parts: [
		{ name: 'Category', value: 'category', place: { property: 'category', path: [] } },
		{
			name: 'Keyword',
			value: 'keyword',
			place: { property: 'keywords', path: [] },
			description: 'Any one of the keywords of a page',
		},
	],
	comparison: 'isOneOf',
	placeholder: 'e.g. bikes, helmets',
};

/** Read of a category or keyword so often in so many days: recency and frequency. */
export const contentRow: ConditionRow = {
	name: 'content',
	displayName: 'Content Read',
	values: viewFields(FORM),
	read: (row) => readView(row, FORM),
};
