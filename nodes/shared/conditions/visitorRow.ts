import type { ConditionRow } from './row';
import { readView, viewFields } from './viewFields';
import type { ViewForm, ViewPart } from './viewFields';

/** A part of the context of a view. */
function part(name: string, value: string, [property = '', ...path]: string[], description?: string): ViewPart {
	return { name, value, place: { property, of: 'context', path }, ...(description ? { description } : {}) };
}

const FORM: ViewForm = {
	displayName: 'Visitor',
	description: 'What is known of a visit besides the page',
	parts: [
		part('Country', 'country', ['location', 'country'], 'Two letters; needs a country header'),
		part('Browser', 'browser', ['browser', 'name'], 'E.g. Chrome, Safari, Firefox'),
		part('Operating System', 'os', ['os', 'name'], 'E.g. Windows, macOS, iOS, Android'),
		part('Device', 'device', ['device', 'type'], 'One of desktop, mobile, tablet, tv'),
		part('Language', 'language', ['locale'], 'E.g. de-CH'),
		part('Campaign', 'campaign', ['campaign', 'name']),
		part('Campaign Source', 'source', ['campaign', 'source']),
		part('Campaign Medium', 'medium', ['campaign', 'medium']),
		part('Campaign Content', 'content', ['campaign', 'content']),
		part('Campaign Term', 'term', ['campaign', 'term']),
		{ name: 'Referrer', value: 'referrer', place: { property: 'referrer' } },
	],
	comparison: 'is',
	placeholder: 'e.g. CH',
};

/** Where visitors come from and what they use: country, device, campaign. */
export const visitorRow: ConditionRow = {
	name: 'visitor',
	displayName: 'Visitor',
	values: viewFields(FORM),
	read: (row) => readView(row, FORM),
};
