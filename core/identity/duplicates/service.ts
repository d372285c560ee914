import type { Cdp } from '../../cdp';
import type { DuplicateOptions, DuplicateProgress } from '../../model/duplicate';
import { InputError } from '../../model/errors';
import type { Clock, Store, Tables } from '../../ports';
import type { Regime } from '../rules/current';
import { decideReviews } from './decide';
import type { Models } from './models';
import { startPairs, trainNow, work, type Chunk } from './phases';
import { reviews } from './reviews';
import { readState, writeState, type State } from './state';

type Family = Pick<Cdp['identity'], 'findDuplicates' | 'reviews' | 'decideReview'>;

/** How long one call works unless told otherwise, and one chunk of it. */
const DEFAULT_MS = 2_000;
const CHUNK_MS = 20;
const LINK_ABOVE = 0.9;
const REVIEW_ABOVE = 0.1;
/** Counting further would take longer than a call should. */
const MOST_WAITING = 10_000;

/** Finds people who are in the store twice, links the clear cases and asks about the others. */
export function duplicateService(
	store: Store,
	clock: Clock,
	regime: (tables: Tables) => Promise<Regime>,
	models: Models,
): Family {
	const chunk = (): Promise<Chunk & { state: State }> =>
		store.write(async (tables) => {
			const state = (await readState(tables)) as State;
			const { book } = await regime(tables);
			const until = performance.now() + CHUNK_MS;
			return { ...(await work({ tables, state, book, models, time: clock.now(), until })), state };
		});
	return {
		findDuplicates: async (options = {}) => {
			const until = performance.now() + (options.ms ?? DEFAULT_MS);
			const total = { profiles: 0, compared: 0, linked: 0, unlinked: 0, review: 0, refused: 0 };
			let state = await begin(store, options);
			for (;;) {
				if (state.phase === 'train') await learnOrGiveUp(store, state);
				const did = await chunk();
				state = did.state;
				total.profiles += did.looked;
				for (const key of ['compared', 'linked', 'unlinked', 'review', 'refused'] as const) total[key] += did[key];
				if (did.end || performance.now() >= until) return progress(store, total, state, did.end);
				await store.breathe();
			}
		},
		reviews: (query) => reviews(store, models, query),
		decideReview: async (ids, answer, by) => decideReviews(store, clock, regime, { ids, answer, by }),
	};
}

async function progress(
	store: Store,
	total: Pick<DuplicateProgress, 'profiles' | 'compared' | 'linked' | 'unlinked' | 'review' | 'refused'>,
	{ phase, columns, linkAbove, reviewAbove }: State,
	done: boolean,
): Promise<DuplicateProgress> {
	const { duplicates } = store.read;
	return {
		...total,
		done,
		phase: phase === 'idle' ? 'new' : phase,
		waiting: await duplicates.countPairs('open', MOST_WAITING),
		traits: columns ?? [],
		linkAbove,
		reviewAbove,
	};
}

/** Starts a run, or goes on with the one that is under way. */
async function begin(store: Store, options: DuplicateOptions): Promise<State> {
	// Most calls follow what is new: they need no transaction to begin.
	const known = await readState(store.read);
	if (known && (options.mode ?? 'new') === 'new' && !differs(check(options, known), known)) return known;
	return store.write(async (tables) => {
		const state = await readState(tables);
		const mode = options.mode ?? (state ? 'new' : 'all');
		const asked = check(options, state);
		if (mode === 'new') {
			if (!state)
				throw new InputError('Nobody has looked for duplicates yet.', 'Run it for all people first.', 'NO_MODEL');
			if (differs(asked, state))
				throw new InputError(
					'Traits and thresholds hold for all people.',
					'Run it for all people to change them, or leave them out.',
					'NO_MODEL',
				);
			return state;
		}
		if (state?.running && !differs(asked, state)) return state;
		return start(tables, options, asked, state);
	});
}

type Asked = Pick<State, 'linkAbove' | 'reviewAbove' | 'traits'>;

function check(options: DuplicateOptions, state: State | undefined): Asked {
	const linkAbove = options.linkAbove ?? state?.linkAbove ?? LINK_ABOVE;
	const reviewAbove = options.reviewAbove ?? state?.reviewAbove ?? REVIEW_ABOVE;
	if (!(reviewAbove > 0 && reviewAbove <= linkAbove && linkAbove < 1))
		throw new InputError(
			'The thresholds do not make sense.',
			'Both are probabilities between 0 and 1, and links need at least as much as reviews, e.g. .9 and .1.',
		);
	const traits = options.traits === undefined ? (state?.traits ?? null) : [...new Set(options.traits)].sort();
	return { linkAbove, reviewAbove, traits: traits && traits.length > 0 ? traits : null };
}

const differs = (asked: Asked, state: State): boolean =>
	asked.linkAbove !== state.linkAbove ||
	asked.reviewAbove !== state.reviewAbove ||
	JSON.stringify(asked.traits) !== JSON.stringify(state.traits);

async function start(
	tables: Tables,
	options: DuplicateOptions,
	asked: Asked,
	former: State | undefined,
): Promise<State> {
	const train = options.train ?? true;
	if (!train && !(former && former.columns))
		throw new InputError('There is no model yet.', 'Train one: leave out `train`.', 'NO_MODEL');
	const version = train ? (former?.model ?? 0) + 1 : (former?.model as number);
	const columns = train ? null : (former as State).columns;
	const state: State = {
		phase: 'read',
		running: true,
		after: 0,
		model: version,
		columns,
		train,
		...asked,
		former: former?.columns ? holding(former) : null,
	};
	// From here on changes are noted.
	if (train) await tables.duplicates.putModel(version, '');
	await writeState(tables, state);
	return state;
}

const holding = ({ model, columns, linkAbove, reviewAbove, traits }: State): State['former'] => ({
	model,
	columns,
	linkAbove,
	reviewAbove,
	traits,
});

/** When nothing can be learned, the model before goes on; without one it is as if nobody had asked. */
async function learnOrGiveUp(store: Store, state: State): Promise<void> {
	try {
		await trainNow(store, state);
	} catch (error) {
		await store.write(async (tables) => {
			await tables.duplicates.removeModels({ only: state.model });
			if (state.former) await startPairs(tables);
			await writeState(
				tables,
				state.former ? { ...state, ...state.former, phase: 'pair', after: 0, train: false, former: null } : undefined,
			);
		});
		throw error;
	}
}
