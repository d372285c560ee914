import type { Destination } from '../core/delivery/destination';
import { braze } from './braze';
import { criteoAudiences } from './criteo-audiences';
import { customerio } from './customerio';
import { file } from './file';
import { googleAnalytics4 } from './google-analytics-4';
import { googleDataManager } from './google-data-manager';
import { hubspot } from './hubspot';
import { iterable } from './iterable';
import { klaviyo } from './klaviyo';
import { linkedinAudiences } from './linkedin-audiences';
import { linkedinConversions } from './linkedin-conversions';
import { mailchimp } from './mailchimp';
import { metaConversions } from './meta-conversions';
import { metaCustomAudiences } from './meta-custom-audiences';
import { microsoftAudiences } from './microsoft-audiences';
import { pinterestAudiences } from './pinterest-audiences';
import { pinterestConversions } from './pinterest-conversions';
import { s3 } from './s3';
import { salesforce } from './salesforce';
import { snapchatAudiences } from './snapchat-audiences';
import { snapchatConversions } from './snapchat-conversions';
import { theTradeDesk } from './the-trade-desk';
import { tiktokAudiences } from './tiktok-audiences';
import { tiktokEvents } from './tiktok-events';
import { webhook } from './webhook';
import { xAudiences } from './x-audiences';

/** One line a platform; a test compares this list with the folders. */
export const destinations: readonly Destination[] = [
	// audiences
	googleDataManager,
	metaCustomAudiences,
	tiktokAudiences,
	linkedinAudiences,
	snapchatAudiences,
	pinterestAudiences,
	microsoftAudiences,
	criteoAudiences,
	theTradeDesk,
	xAudiences,
	// events and conversions
	googleAnalytics4,
	metaConversions,
	tiktokEvents,
	linkedinConversions,
	snapchatConversions,
	pinterestConversions,
	// engagement and CRM
	klaviyo,
	hubspot,
	mailchimp,
	braze,
	customerio,
	iterable,
	salesforce,
	// general
	webhook,
	file,
	s3,
];
