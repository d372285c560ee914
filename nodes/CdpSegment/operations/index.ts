import type { Operation } from '../../shared/operation';
import { evaluate } from './evaluate';
import { explain } from './explain';
import { getMany } from './getMany';
import { members } from './members';
import { preview } from './preview';

/** The operations of CDP Segment. */
export const operations: Operation[] = [evaluate, preview, explain, getMany, members];
