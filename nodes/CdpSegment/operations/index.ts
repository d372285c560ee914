import { evaluateAllOperation } from '../../shared/membership/evaluateAll';
import type { Operation } from '../../shared/operation';
import { archive } from './archive';
import { compare } from './compare';
import { evaluate } from './evaluate';
import { explain } from './explain';
import { getMany } from './getMany';
import { members } from './members';
import { preview } from './preview';
import { sizes } from './sizes';

/** The operations of CDP Segment. */
export const operations: Operation[] = [
	evaluate,
	evaluateAllOperation,
	preview,
	explain,
	getMany,
	members,
	compare,
	sizes,
	archive,
];
