export interface ExperienceRow {
	key: string;
	revision: number;
	definition: string;
	saved_at: number;
}

export interface PersonalizeTable {
	/** The newest revision, or one. */
	experience(key: string, revision?: number): Promise<ExperienceRow | undefined>;
	/** The newest revision of each, in order of key. */
	experiences(): Promise<ExperienceRow[]>;
	putExperience(row: ExperienceRow): Promise<void>;
	removeExperience(key: string): Promise<void>;
	/** Segments and audiences a profile is in at this moment. */
	memberships(profile: number, now: number): Promise<string[]>;
}
