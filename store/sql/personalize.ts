import { sql } from 'kysely';
import type { ExperienceRow, PersonalizeTable } from '../../core/ports';
import type { Executor } from '../executor';

/** Experiences by revision, and what a decision asks. */
export const personalizeTable = (db: Executor): PersonalizeTable => ({
	experience: async (key, revision) =>
		(
			await db.all(sql<ExperienceRow>`SELECT * FROM experience WHERE key = ${key}
				${revision === undefined ? sql`` : sql`AND revision = ${revision}`} ORDER BY revision DESC LIMIT 1`)
		)[0],
	experiences: () =>
		db.all(sql<ExperienceRow>`SELECT e.* FROM experience e
			WHERE e.revision = (SELECT max(revision) FROM experience n WHERE n.key = e.key) ORDER BY e.key`),
	putExperience: (row) => db.bulk('experience', [row], { key: ['key', 'revision'], set: 'replace' }),
	removeExperience: async (key) => {
		await db.run(sql`DELETE FROM experience WHERE key = ${key}`);
	},
	memberships: async (profile, now) =>
		(
			await db.all(sql<{ segment: string }>`SELECT DISTINCT segment FROM membership
				WHERE profile = ${profile} AND (expires IS NULL OR expires > ${now}) ORDER BY segment`)
		).map((row) => row.segment),
});
