import { join } from 'node:path';
import type { Places } from './workflows';

/** Where the sample's files and its ad platform are on this machine, against what the workflow files name. */
export function placesOf(where: { shopFolder: string; platformUrl: string }): Places {
	return { '/files/shop/': join(where.shopFolder, '/'), 'http://127.0.0.1:5681': where.platformUrl };
}
