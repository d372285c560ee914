import type { Destination } from '../core/delivery/destination';
import { file } from './file';
import { googleDataManager } from './google-data-manager';
import { metaCustomAudiences } from './meta-custom-audiences';
import { webhook } from './webhook';

/** One line a platform; a test compares this list with the folders. */
export const destinations: readonly Destination[] = [
	// audiences
	googleDataManager,
	metaCustomAudiences,
	// events and conversions
	// engagement and CRM
	// general
	webhook,
	file,
];
