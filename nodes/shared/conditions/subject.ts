import type { SegmentDefinition } from '../../../index';

/** Who is asked: some conditions and lengths of time are for people only. */
export type Subject = SegmentDefinition['of'];
