import type { DataProvider } from '../model/thirdParty';

/** What belongs to browsers alone: what data providers say of them, and figures of their audiences. */
export interface AudienceApi {
	/** Takes away what has expired by now; reading profiles and evaluating segments do this by themselves. */
	expire(): Promise<{ expired: number }>;
	/** What each data provider's attributes are worth now. */
	providers(): Promise<DataProvider[]>;
}
