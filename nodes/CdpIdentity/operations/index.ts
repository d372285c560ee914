import type { Operation } from '../../shared/operation';
import { explain } from './explain';
import { getLinks } from './getLinks';
import { getRules } from './getRules';
import { link } from './link';
import { resolve } from './resolve';
import { unlink } from './unlink';

/** The operations of CDP Identity. */
export const operations: Operation[] = [resolve, explain, link, unlink, getLinks, getRules];
