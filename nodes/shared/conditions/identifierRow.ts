import type { IdentifierCondition } from '../../../index';
import { locator } from '../locator';
import { neededText } from './row';
import type { ConditionRow } from './row';
import { isYes, yesNoField } from './yesNo';

/** Can be reached or recognised by an identifier of a type. */
export const identifierRow: ConditionRow = {
	name: 'identifier',
	displayName: 'Has Identifier',
	values: [
		locator({
			displayName: 'Identifier Type',
			name: 'type',
			method: 'searchIdentifierTypes',
			description: 'An identifier type that the store has seen, with its number',
			placeholder: 'e.g. email',
			first: 'email',
		}),
		yesNoField('Has', 'Has One', 'Has None'),
		{
			displayName: 'Verified Only',
			name: 'verified',
			type: 'boolean',
			default: false,
			description: 'Whether to count only those that a trusted source named',
		},
	],
	read(row): IdentifierCondition {
		const type = neededText({ type: 'email', ...row }, 'type', 'identifier type');
		return { kind: 'identifier', type, is: isYes(row), ...(row.verified === true ? { verified: true } : {}) };
	},
};
