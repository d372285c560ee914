import type { SegmentDefinition } from '../model/segment';
import type { Held } from '../ports';

/** Where an evaluation decides: about members, or, for an audience that holds only so many, about who stands in line. */
export const heldIn = ({ capacity }: Pick<SegmentDefinition, 'capacity'>): Held =>
	capacity === undefined ? 'membership' : 'candidate';
