import { PEOPLE_ROWS } from '../shared/conditions/registry';
import type { MembershipKind } from '../shared/membership/kind';

/** A segment of people. */
export const people: MembershipKind = {
	of: 'people',
	word: 'segment',
	rows: PEOPLE_ROWS,
	searchMethod: 'searchSegments',
	fields: [],
};
