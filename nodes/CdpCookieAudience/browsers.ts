import { BROWSER_ROWS } from '../shared/conditions/registry';
import type { MembershipKind } from '../shared/membership/kind';

/** An audience of browsers: who they are is not known, and they are forgotten when their time is over. */
export const browsers: MembershipKind = {
	of: 'browsers',
	word: 'audience',
	rows: BROWSER_ROWS,
	searchMethod: 'searchAudiences',
	options: [
		{
			displayName: 'CPM',
			name: 'cpm',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 4 },
			default: 0,
			description: 'What a thousand impressions cost, in EUR; for the list of audiences that buyers get',
		},
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			placeholder: 'e.g. Read about bikes three times in five days',
			description: 'What the audience means, for buyers',
		},
		{
			displayName: 'Most Browsers',
			name: 'capacity',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'How many it holds; when it is full, those who met the conditions longest ago make room. No limit when 0.',
		},
		{
			displayName: 'Taxonomy Code',
			name: 'taxonomy',
			type: 'string',
			default: '',
			placeholder: 'e.g. iab:243',
			description: 'The code of the audience in a taxonomy, yours or one that you imported',
		},
	],
	fields: [
		{
			displayName: 'Days in Audience',
			name: 'ttlDays',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 540 },
			default: 120,
			description: 'How many days a browser stays after it last met the conditions',
		},
	],
};
