import type { Destination } from '../core/delivery/destination';
import { file } from './file';
import { googleAnalytics4 } from './google-analytics-4';
import { googleDataManager } from './google-data-manager';
import { hubspot } from './hubspot';
import { klaviyo } from './klaviyo';
import { metaCustomAudiences } from './meta-custom-audiences';
import { webhook } from './webhook';

/** One line a platform; a test compares this list with the folders. */
export const destinations: readonly Destination[] = [
	// audiences
	googleDataManager,
	metaCustomAudiences,
	// events and conversions
	googleAnalytics4,
	// engagement and CRM
	klaviyo,
	hubspot,
	// general
	webhook,
	file,
];
