import type { Cdp } from '../cdp';
import type { Experience, ExperienceSummary } from '../model/personalize';
import type { Clock, ExperienceRow, Store } from '../ports';
import { withinBudget, type Answered, type Ask } from './budget';
import { decide, experienceOf, forPublic } from './decide';
import { parseExperience, parseRequest } from './definition';
import type { DecisionLog } from './log';

/** The family, and the decision as it is asked across a thread: `answer` keeps no time. */
export type Personalize = Cdp['personalize'] & { answer: Ask };

/** Experiences, and what to show whom. */
export function personalizeService(store: Store, clock: Clock, log: DecisionLog): Personalize {
	const answer: Ask = async (request, until) => {
		const { explanation, visit, fallback } = await decide(store, clock, request);
		const { found: _found, consent: _consent, checks: _checks, lot: _lot, ...decision } = explanation;
		// Too late: the page has shown the safe default, so this was never seen.
		const how = Date.now() > until ? 'none' : (request.log ?? 'soon');
		const logged = { ...decision, ...(await log.write(decision, visit, how)) };
		const shown = request.public ? forPublic(logged, request.context?.product) : logged;
		return { decision: shown, fallback } satisfies Answered;
	};
	return {
		save: async (definition) => save(store, clock, parseExperience(definition)),
		list: async () => (await store.read.personalize.experiences()).map(summaryOf),
		get: async (key, revision) => JSON.parse((await experienceOf(store, key, revision)).definition) as Experience,
		remove: async (key) => {
			await experienceOf(store, key);
			await store.write((tables) => tables.personalize.removeExperience(key));
			return { removed: true };
		},
		answer,
		decide: withinBudget(answer),
		explain: async (input) => {
			const request = parseRequest(input ?? {});
			return (await decide(store, clock, request)).explanation;
		},
	};
}

function save(store: Store, clock: Clock, experience: Experience): Promise<ExperienceSummary> {
	return store.write(async (tables) => {
		const former = await tables.personalize.experience(experience.key);
		const definition = JSON.stringify(experience);
		if (former?.definition === definition) return summaryOf(former);
		const row = { key: experience.key, revision: (former?.revision ?? 0) + 1, definition, saved_at: clock.now() };
		await tables.personalize.putExperience(row);
		return summaryOf(row);
	});
}

function summaryOf({ key, revision, definition, saved_at }: ExperienceRow): ExperienceSummary {
	const { name, variants, holdOut, active = true } = JSON.parse(definition) as Experience;
	return {
		key,
		name,
		revision,
		savedAt: saved_at,
		active,
		variants: variants.length,
		holdOutPercent: holdOut?.percent ?? 0,
	};
}
