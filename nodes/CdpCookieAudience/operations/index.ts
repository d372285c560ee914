import type { Operation } from '../../shared/operation';
import { archive } from './archive';
import { compare } from './compare';
import { evaluate } from './evaluate';
import { explain } from './explain';
import { getMany } from './getMany';
import { lookalike } from './lookalike';
import { members } from './members';
import { preview } from './preview';
import { sizes } from './sizes';

/** The operations of CDP Cookie Audience. */
export const operations: Operation[] = [
	evaluate,
	preview,
	explain,
	getMany,
	members,
	compare,
	sizes,
	archive,
	lookalike,
];
