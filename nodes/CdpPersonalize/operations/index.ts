import type { Operation } from '../../shared/operation';
import { decide } from './decide';
import { explain } from './explain';
import { getMany } from './getMany';
import { remove } from './remove';
import { save } from './save';

/** The operations of CDP Personalize. */
export const operations: Operation[] = [decide, explain, save, getMany, remove];
