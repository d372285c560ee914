import { randomUUID } from 'node:crypto';
import { InputError } from '../model/errors';
import type { Json } from '../model/json';
import type { DecideRequest, Experience, VisitDecision, VisitExplanation } from '../model/personalize';
import type { Recommendation } from '../model/recommend';
import type { Clock, ExperienceRow, Store } from '../ports';
import { recommend } from '../recommend/recommend';
import { choose, FALLBACK, type Choice } from './choose';
import { shares } from './conditions';
import { readVisit, type Visit } from './visit';

/** So many interests of a kind are shown. */
const SHOWN = 10;

/** The newest revision. Throws InputError EXPERIENCE_UNKNOWN. */
export async function experienceOf(store: Store, key: string, revision?: number): Promise<ExperienceRow> {
	const row = await store.read.personalize.experience(key, revision);
	if (row) return row;
	const known = (await store.read.personalize.experiences()).map((one) => one.key);
	throw new InputError(
		`There is no experience “${key}”${revision === undefined ? '' : ` with revision ${revision}`}.`,
		known.length > 0 ? `Known ones: ${known.slice(0, 20).join(', ')}.` : 'Save one first.',
		'EXPERIENCE_UNKNOWN',
	);
}

/** A decision, and what it was made of. */
export interface Decided {
	explanation: VisitExplanation;
	visit: Visit;
	/** Of the experience, for when the store is slow. */
	fallback: Json;
}

const NOTHING: Choice = {
	variant: FALLBACK,
	content: null,
	holdOut: false,
	reason: 'No experience was asked for',
	checks: [],
};

/** Decides; nothing is written. */
export async function decide(store: Store, clock: Clock, request: DecideRequest): Promise<Decided> {
	const row = request.experience === undefined ? undefined : await experienceOf(store, request.experience);
	const experience = row && (JSON.parse(row.definition) as Experience);
	const visit = await readVisit(store.read, request, clock.now());
	const choice = experience ? choose(experience, visit.visitor, visit.who) : NOTHING;
	const recommendations = await recommendationsOf(store, clock, request, experience, visit);
	const { visitor, mayUse } = visit;
	const { lot, checks, ...chosen } = choice;
	const explanation: VisitExplanation = {
		id: randomUUID(),
		...(row ? { experience: row.key, revision: row.revision } : {}),
		...chosen,
		segments: [...visitor.segments],
		interests: {
			categories: shares(visitor.interests, 'category', visitor.now).slice(0, SHOWN),
			brands: shares(visitor.interests, 'brand', visitor.now).slice(0, SHOWN),
		},
		recommendations,
		late: false,
		log: 'none',
		found: visit.row !== undefined,
		consent: { allowed: mayUse.allowed, reasons: mayUse.reasons },
		checks,
		...(lot === undefined ? {} : { lot }),
	};
	return { explanation, visit, fallback: experience?.fallback.content ?? null };
}

/** Products only where they are asked for: by the question or by the experience. */
async function recommendationsOf(
	store: Store,
	clock: Clock,
	{ recommend: asked }: DecideRequest,
	experience: Experience | undefined,
	{ visitor }: Visit,
): Promise<Recommendation[]> {
	if (asked === false || (!asked && !experience?.recommendations)) return [];
	const { product } = visitor.page;
	const query = { ...experience?.recommendations, ...asked, ...(product ? { skus: [product] } : {}) };
	return (await recommend(store.read, visitor.interests, query, clock.now())).items;
}

/** What the public may read: no interests, and no product that was looked at or bought as a reason, unless it is on the page. */
export function forPublic(decision: VisitDecision, product: string | undefined): VisitDecision {
	const { interests: _interests, ...rest } = decision;
	return { ...rest, recommendations: decision.recommendations.map((one) => withoutPast(one, product)) };
}

const PAST: Partial<Record<Recommendation['reason'], string>> = {
	boughtTogether: 'Goes with what you like',
	viewedTogether: 'Goes with what you like',
};

function withoutPast(one: Recommendation, product: string | undefined): Recommendation {
	const { because, stock: _stock, ...shown } = one;
	if (because === undefined) return shown;
	return because === product ? { ...shown, because } : { ...shown, sentence: PAST[one.reason] ?? shown.sentence };
}
