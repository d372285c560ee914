import type { Operation } from '../../shared/operation';
import { archive } from './archive';
import { compare } from './compare';
import { evaluate } from './evaluate';
import { explain } from './explain';
import { getProviders } from './getProviders';
import { getMany } from './getMany';
import { lookalike } from './lookalike';
import { members } from './members';
import { preview } from './preview';
import { savePartner } from './savePartner';
import { sizes } from './sizes';
import { syncStats } from './syncStats';

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
	getProviders,
	savePartner,
	syncStats,
];
