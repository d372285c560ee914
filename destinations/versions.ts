/** The version of one platform's API that we speak, where it is documented, and when that was read. */
export interface ApiVersion {
	version: string;
	/** ISO date. */
	checked: string;
	page: string;
}

/** Versions are data, here and nowhere else: a new one is one line and the examples that change with it. */
export const VERSIONS = {
	googleDataManager: {
		version: 'v1',
		checked: '2026-11-24',
		page: 'https://developers.google.com/data-manager/api/reference/rest/v1',
	},
	metaMarketing: {
		version: 'v25.0',
		checked: '2026-11-24',
		page: 'https://developers.facebook.com/documentation/ads-commerce/marketing-api/reference/custom-audience/users',
	},
} as const satisfies Record<string, ApiVersion>;
