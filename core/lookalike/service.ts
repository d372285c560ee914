import { z } from 'zod/v4';
import type { Cdp } from '../cdp';
import { COMPUTED } from '../computed/renew';
import { readSettings } from '../consent/settings';
import { InputError } from '../model/errors';
import type { LookalikeFeature, LookalikeRequest, LookalikeResult } from '../model/lookalike';
import type { SegmentDefinition } from '../model/segment';
import type { Store, TraitRow, Tables } from '../ports';
import { lot } from '../segments/operators/random';
import { touchDerived } from '../segments/touch';
import { givenAway, SCORES } from './givenAway';
import { emptyCounts, fit, learn, scoreOf, type Weight } from './model';
import { qualityOf } from './quality';
import { walk, type Walk } from './walk';

/** Fewer members are no group, and what tells them apart would tell about each of them. */
const FEWEST_MEMBERS = 100;
const FEWEST_OTHERS = 100;
/** Per cent of the members kept aside to measure by. */
const KEPT_ASIDE = 20;
const SHOWN = 50;
const PAGE = 2_000;

const key = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,99}$/, 'takes lower-case letters, digits, - and _');
const request = z
	.strictObject({
		key,
		name: z.string().trim().min(1).max(200).optional(),
		seed: key,
		size: z.int({ error: 'must be a whole number' }).min(1).optional(),
		atLeast: z.number({ error: 'must be a number' }).optional(),
		preview: z.boolean().optional(),
	})
	.refine(({ size, atLeast }) => (size === undefined) !== (atLeast === undefined), {
		path: ['size'],
		error: 'give either size or atLeast',
	})
	.refine((one) => one.key !== one.seed, { path: ['key'], error: 'is the key of the seed itself' });

/** Look-alikes of the members of segments and audiences. */
export function lookalikeService(store: Store, segments: Cdp['segments']): Cdp['lookalike'] {
	let turn: Promise<unknown> = Promise.resolve();
	return {
		// One at a time: each goes through everybody twice.
		run: (input) => {
			const next = turn.then(() => run(store, segments, parse(input)));
			turn = next.catch(() => undefined);
			return next;
		},
	};
}

function parse(input: unknown): LookalikeRequest {
	const parsed = request.safeParse(input);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw new InputError(
		`The look-alike is not valid at ${issue?.path.join('.') || '(top)'}: ${issue?.message ?? 'unknown'}.`,
		'Correct that place.',
		'LOOKALIKE_REQUEST',
	);
}

async function run(store: Store, segments: Cdp['segments'], asked: LookalikeRequest): Promise<LookalikeResult> {
	const started = performance.now();
	const seed = await segments.get(asked.seed);
	const trait = `${SCORES}${asked.key}`;
	const settings = await readSettings(store.read.meta);
	const about: Walk = { store, seed: asked.seed, trait, settings, isGivenAway: givenAway(seed.condition, asked.key) };
	const { counts, withoutConsent } = await count(about);
	refuseTooFew(counts, withoutConsent);
	const model = fit(counts);
	const scores = { others: [] as number[], profiles: [] as number[], kept: [] as number[] };
	await walk(about, ({ profile, isMember, mayUse, features }) => {
		if (!mayUse) return;
		if (isMember) return void (isKeptAside(profile, asked.seed) && scores.kept.push(scoreOf(model, features)));
		scores.others.push(scoreOf(model, features));
		scores.profiles.push(profile);
	});
	const { quality, curve } = qualityOf(Float64Array.from(scores.kept), Float64Array.from(scores.others));
	const { chosen, atLeast } = choose(scores, asked);
	if (!asked.preview) {
		await write(store, trait, chosen);
		await segments.save(segmentOf(asked, seed, trait, atLeast));
		await segments.evaluate(asked.key);
	}
	return {
		key: asked.key,
		seed: asked.seed,
		members: counts.members + scores.kept.length,
		others: scores.others.length,
		withoutConsent,
		quality,
		features: model.weights.slice(0, SHOWN).map(told),
		curve,
		chosen: chosen.length,
		atLeast,
		ms: Math.round(performance.now() - started),
	};
}

const isKeptAside = (profile: number, seed: string): boolean => lot(profile, `lookalike:${seed}`) < KEPT_ASIDE;

async function count(about: Walk) {
	const counts = emptyCounts();
	let withoutConsent = 0;
	await walk(about, ({ profile, isMember, mayUse, features }) => {
		if (!mayUse) withoutConsent += 1;
		else if (!isMember || !isKeptAside(profile, about.seed)) learn(counts, features, isMember);
	});
	return { counts, withoutConsent };
}

function refuseTooFew({ members, others }: { members: number; others: number }, withoutConsent: number): void {
	const missing = [
		...(members < FEWEST_MEMBERS ? [`${members} members to learn from instead of ${FEWEST_MEMBERS}`] : []),
		...(others < FEWEST_OTHERS ? [`${others} others instead of ${FEWEST_OTHERS}`] : []),
	];
	if (missing.length === 0) return;
	throw new InputError(
		`There is too little to learn from: ${missing.join(', ')}; ${withoutConsent} people gave no consent to statistics.`,
		'Take a larger seed, or collect consent to statistics (TCF purpose 9).',
		'LOOKALIKE_DATA',
	);
}

interface Scored {
	profile: number;
	score: number;
}

/** The best ones of the others; the score from which on is rounded down, so that a segment asks for the same ones. */
function choose({ others, profiles }: { others: number[]; profiles: number[] }, { size, atLeast }: LookalikeRequest) {
	const order = profiles.map((_, i) => i);
	order.sort(
		(a, b) => (others[b] as number) - (others[a] as number) || (profiles[a] as number) - (profiles[b] as number),
	);
	const best = order.filter((i, place) =>
		size === undefined ? score(others[i] as number) >= (atLeast ?? 0) : place < size,
	);
	const chosen: Scored[] = best.map((i) => ({ profile: profiles[i] as number, score: score(others[i] as number) }));
	return { chosen, atLeast: atLeast ?? chosen.at(-1)?.score ?? 0 };
}

const score = (value: number): number => Math.floor(value * 1_000) / 1_000;

/** Scores of those who were chosen stand as a trait; former ones go. */
async function write(store: Store, trait: string, chosen: Scored[]): Promise<void> {
	const now = new Set(chosen.map(({ profile }) => profile));
	for (let after = 0; ;) {
		const page = await store.read.computed.withValue(trait, { after, limit: PAGE });
		const gone = page.filter((profile) => !now.has(profile));
		if (gone.length > 0) await store.write((tables) => drop(tables, trait, gone));
		if (page.length < PAGE) break;
		after = page.at(-1) ?? after;
		await store.breathe();
	}
	for (let from = 0; from < chosen.length; from += PAGE) {
		const rows = chosen.slice(from, from + PAGE).map((one) => traitRow(trait, one));
		await store.write(async (tables) => {
			await tables.traits.put(rows);
			await touchDerived(
				tables,
				rows.map(({ profile }) => profile),
			);
		});
		await store.breathe();
	}
}

async function drop(tables: Tables, trait: string, profiles: number[]): Promise<void> {
	await tables.traits.remove(profiles.map((profile) => ({ profile, key: trait })));
	await touchDerived(tables, profiles);
}

const traitRow = (key: string, { profile, score: num }: Scored): TraitRow => ({
	profile,
	key,
	value: JSON.stringify(num),
	text: String(num),
	num,
	ms: null,
	time: 0,
	source: COMPUTED,
});

/** The same kind as the seed: people, or browsers with the same lifetime. */
function segmentOf(
	asked: LookalikeRequest,
	seed: SegmentDefinition,
	trait: string,
	atLeast: number,
): SegmentDefinition {
	return {
		version: 1,
		key: asked.key,
		name: asked.name ?? `Like ${seed.name}`,
		of: seed.of,
		condition: { kind: 'trait', trait, comparison: 'atLeast', value: atLeast },
		...(seed.ttlDays === undefined ? {} : { ttlDays: seed.ttlDays }),
	};
}

const percent = (share: number): number => Math.round(share * 1_000) / 10;

function told({ feature, weight, seedShare, restShare }: Weight): LookalikeFeature {
	const times = 2 ** Math.abs(Math.log2(seedShare / restShare));
	const more = seedShare >= restShare ? 'more' : 'less';
	return {
		feature,
		weight: Math.round(weight * 1_000) / 1_000,
		seedShare: percent(seedShare),
		restShare: percent(restShare),
		sentence: `“${feature}”: ${percent(seedShare)} % of the members, ${percent(restShare)} % of the others (${times.toFixed(1)} times ${more} often)`,
	};
}
