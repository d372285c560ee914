/** The version of one platform's API that we speak, where it is documented, and when that was read. */
export interface ApiVersion {
	version: string;
	/** ISO date. */
	checked: string;
	page: string;
}

/** Versions are data, here and nowhere else: a new one is one line and the examples that change with it. */
export const VERSIONS = {
	braze: {
		version: 'users/track',
		checked: '2026-11-24',
		page: 'https://www.braze.com/docs/api/endpoints/user_data/post_user_track/',
	},
	customerio: {
		version: 'v2',
		checked: '2026-11-24',
		page: 'https://docs.customer.io/integrations/api/track/',
	},
	/** The Measurement Protocol has no version in its address. */
	googleAnalytics: {
		version: 'mp/collect',
		checked: '2026-11-24',
		page: 'https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference',
	},
	googleDataManager: {
		version: 'v1',
		checked: '2026-11-24',
		page: 'https://developers.google.com/data-manager/api/reference/rest/v1',
	},
	hubspot: {
		version: 'v3',
		checked: '2026-11-24',
		page: 'https://developers.hubspot.com/docs/api-reference/legacy/crm/objects/contacts/batch/upsert-contacts',
	},
	iterable: {
		version: 'api',
		checked: '2026-11-24',
		page: 'https://api.iterable.com/api/docs',
	},
	klaviyo: {
		version: '2026-04-15',
		checked: '2026-11-24',
		page: 'https://developers.klaviyo.com/en/reference/api_overview',
	},
	mailchimp: {
		version: '3.0',
		checked: '2026-11-24',
		page: 'https://mailchimp.com/developer/marketing/api/',
	},
	metaMarketing: {
		version: 'v25.0',
		checked: '2026-11-24',
		page: 'https://developers.facebook.com/documentation/ads-commerce/marketing-api/reference/custom-audience/users',
	},
	tiktokBusiness: {
		version: 'v1.3',
		checked: '2026-11-24',
		page: 'https://business-api.tiktok.com/portal/docs?id=1739940507792385',
	},
	linkedinMarketing: {
		version: '202603',
		checked: '2026-11-24',
		page: 'https://learn.microsoft.com/en-us/linkedin/marketing/matched-audiences/create-and-manage-segment-users',
	},
	snapchatAds: {
		version: 'v1',
		checked: '2026-11-24',
		page: 'https://developers.snap.com/api/marketing-api/Ads-API/customer-lists',
	},
	pinterest: {
		version: 'v5',
		checked: '2026-11-24',
		page: 'https://github.com/pinterest/api-description/blob/main/v5/openapi.yaml',
	},
	criteoMarketing: {
		version: '2026-01',
		checked: '2026-11-24',
		page: 'https://github.com/criteo/criteo-api-python-sdk/tree/main/sdks/marketingsolutions_2026-01',
	},
	microsoftAdvertising: {
		version: 'v13',
		checked: '2026-11-24',
		page: 'https://learn.microsoft.com/en-us/advertising/campaign-management-service/applycustomerlistuserdata',
	},
	xAds: {
		version: '12',
		checked: '2026-11-24',
		page: 'https://developer.x.com/en/docs/x-ads-api/audiences/api-reference/custom-audience-users',
	},
	uid2: {
		version: 'v3',
		checked: '2026-11-24',
		page: 'https://unifiedid.com/docs/endpoints/post-identity-map',
	},
	s3: {
		version: 'AWS Signature Version 4',
		checked: '2026-11-24',
		page: 'https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html',
	},
	salesforce: {
		version: 'v67.0',
		checked: '2026-11-24',
		page: 'https://developer.salesforce.com/docs/platform/api-rest/guide/resources-composite-sobjects-collections-upsert.html',
	},
	snapchatConversions: {
		version: 'v3',
		checked: '2026-11-24',
		page: 'https://developers.snap.com/api/marketing-api/Conversions-API/UsingTheAPI',
	},
} as const satisfies Record<string, ApiVersion>;
