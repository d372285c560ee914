import { eventRow } from '../shared/conditions/eventRow';
import { traitRow } from '../shared/conditions/traitRow';
import type { MembershipKind } from '../shared/membership/kind';

/** A segment of people. */
export const people: MembershipKind = {
	of: 'people',
	word: 'segment',
	rows: [traitRow, eventRow],
	searchMethod: 'searchSegments',
	fields: [],
};
