/** The version of one platform's API that we speak, where it is documented, and when that was read. */
export interface ApiVersion {
	version: string;
	/** ISO date. */
	checked: string;
	page: string;
}

/** Versions are data, here and nowhere else: a new one is one line and the examples that change with it. */
export const VERSIONS = {
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
	klaviyo: {
		version: '2026-04-15',
		checked: '2026-11-24',
		page: 'https://developers.klaviyo.com/en/reference/api_overview',
	},
	metaMarketing: {
		version: 'v25.0',
		checked: '2026-11-24',
		page: 'https://developers.facebook.com/documentation/ads-commerce/marketing-api/reference/custom-audience/users',
	},
} as const satisfies Record<string, ApiVersion>;
