import { BROWSER_ROWS } from '../shared/conditions/registry';
import type { MembershipKind } from '../shared/membership/kind';

/** An audience of browsers: who they are is not known, and they are forgotten when their time is over. */
export const browsers: MembershipKind = {
	of: 'browsers',
	word: 'audience',
	rows: BROWSER_ROWS,
	searchMethod: 'searchAudiences',
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
