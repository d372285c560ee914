import type { Destination } from '../core/delivery/destination';
import { file } from './file';
import { webhook } from './webhook';

/** One line a platform; a test compares this list with the folders. */
export const destinations: readonly Destination[] = [webhook, file];
