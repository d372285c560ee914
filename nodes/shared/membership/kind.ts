import type { INodeProperties } from 'n8n-workflow';
import type { SegmentDefinition } from '../../../index';
import type { ConditionRow } from '../conditions/row';

/** What tells a segment of people from an audience of browsers; everything else is shared. */
export interface MembershipKind {
	of: SegmentDefinition['of'];
	/** As a marketer calls it. */
	word: 'segment' | 'audience';
	/** The rows offered in the form, in this order. */
	rows: ConditionRow[];
	/** The list search for saved ones. */
	searchMethod: 'searchSegments' | 'searchAudiences';
	/** Fields that only this kind has; their names are keys of the definition. */
	fields: INodeProperties[];
	/** Options that only this kind has, left out of the definition while empty; their names are keys of the definition. */
	options?: INodeProperties[];
}

/** The word with a capital, for labels. */
export function label(kind: MembershipKind): string {
	return kind.word === 'segment' ? 'Segment' : 'Audience';
}
