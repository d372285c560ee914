import type { Cdp } from '../cdp';
import type { Regime } from '../identity/rules/current';
import type { ComputedDefinition, ComputedExplanation, ComputedPreview, ComputedResult } from '../model/computed';
import { InputError } from '../model/errors';
import type { Identifier } from '../model/identifier';
import type { Json } from '../model/json';
import type { Clock, ComputedRow, Store, Tables } from '../ports';
import { requireProfile, type Finder } from '../profiles/find';
import { publicId } from '../profiles/publicId';
import { parseComputed } from './definition';
import { removeDefinition, saveDefinition, summaryOf } from './definitions';
import { evaluate, type EvaluateOptions } from './evaluate';
import { kindOf } from './kinds/registry';
import { fit, fittedOf } from './population';
import { readHistories } from './read';

const PREVIEW_CHUNK = 500;
const DEFAULT_LIMIT = 10;

interface Context {
	store: Store;
	clock: Clock;
	finder: Finder;
	regime: (tables: Tables) => Promise<Regime>;
	/** The last run that is under way. */
	turn: Promise<unknown>;
}

/** Traits that the store works out itself. */
export function computedService(
	store: Store,
	clock: Clock,
	finder: Finder,
	regime: (tables: Tables) => Promise<Regime>,
): Cdp['computed'] {
	const context: Context = { store, clock, finder, regime, turn: Promise.resolve() };
	return { ...definitions(context), ...evaluations(context), ...readings(context) };
}

/** Runs take turns: two at once would only wait for the same rows. */
function inTurn<T>(context: Context, work: () => Promise<T>): Promise<T> {
	const turn = context.turn.then(work);
	context.turn = turn.catch(() => undefined);
	return turn;
}

async function one({ store }: Context, key: string): Promise<ComputedRow> {
	const row = await store.read.computed.byKey(key);
	if (row) return row;
	const known = await store.read.computed.keys();
	throw new InputError(
		`There is no computed trait “${key}”.`,
		known.length > 0 ? `Known ones: ${known.slice(0, 20).join(', ')}.` : 'Save one first.',
		'COMPUTED_UNKNOWN',
	);
}

const definitionOf = (row: ComputedRow): ComputedDefinition => JSON.parse(row.definition) as ComputedDefinition;

function definitions(context: Context): Pick<Cdp['computed'], 'save' | 'get' | 'list' | 'remove'> {
	const { store, regime } = context;
	return {
		save: async (input) => saveDefinition(store, parseComputed(input)),
		get: async (key) => definitionOf(await one(context, key)),
		list: async () => (await store.read.computed.all()).map(summaryOf),
		remove: async (key) => {
			await one(context, key);
			await inTurn(context, () => removeDefinition(store, key, async (tables) => (await regime(tables)).book));
			return { removed: true };
		},
	};
}

function evaluations(context: Context): Pick<Cdp['computed'], 'evaluate' | 'evaluateAll'> {
	const { store, clock } = context;
	const run = (
		key: string,
		{ now = clock.now(), ...options }: Partial<EvaluateOptions> = {},
	): Promise<ComputedResult> =>
		inTurn(context, async () => evaluate(store, await one(context, key), { ...options, now }));
	return {
		evaluate: run,
		evaluateAll: async ({ now = clock.now() } = {}) => {
			const results = [];
			for (const key of (await store.read.computed.keys()).sort())
				// It may have been removed while the others were evaluated.
				if (await store.read.computed.byKey(key)) results.push(await run(key, { now }));
			return results;
		},
	};
}

function readings(context: Context): Pick<Cdp['computed'], 'preview' | 'explain'> {
	const { store, clock } = context;
	return {
		preview: async (input, options) =>
			preview(store, parseComputed(input), clock.now(), options?.limit ?? DEFAULT_LIMIT),
		explain: (key, identifier) => explain(context, key, identifier),
	};
}

async function preview(
	store: Store,
	definition: ComputedDefinition,
	now: number,
	limit: number,
): Promise<ComputedPreview> {
	const { compute } = definition;
	const kind = kindOf(compute);
	const fitted = await fit(store, definition, now);
	const sample: Array<{ profileId: string; value: Json }> = [];
	let values = 0;
	for (let last = 0; ;) {
		const page = await store.read.segments.subjects('people', { from: last, limit: PREVIEW_CHUNK });
		if (page.length === 0) break;
		const ids = page.map(({ id }) => id);
		for (const history of await readHistories(store.read, definition, ids, now)) {
			const value = kind.value(compute, history, { now, model: fitted?.model });
			if (value === undefined || value === null) continue;
			values += 1;
			if (sample.length < limit) sample.push({ profileId: publicId(history.profile), value });
		}
		last = ids.at(-1) ?? last;
		await store.breathe();
	}
	const note = fitted?.note === undefined ? {} : { note: fitted.note };
	return { values, sample, sentence: kind.say(compute), ...note };
}

async function explain(context: Context, key: string, identifier: Identifier): Promise<ComputedExplanation> {
	const { store, clock, finder } = context;
	const row = await one(context, key);
	const definition = definitionOf(row);
	const { compute } = definition;
	const kind = kindOf(compute);
	const { profile } = await requireProfile(finder, identifier);
	const moment = { now: clock.now(), model: fittedOf(row)?.model };
	const [history = { profile, events: [] }] = await readHistories(store.read, definition, [profile], moment.now);
	const [stored] = await store.read.computed.values(key, [profile]);
	const current = kind.value(compute, history, moment) ?? undefined;
	return {
		key,
		sentence: kind.say(compute),
		...(stored ? { value: JSON.parse(stored.value) as Json } : {}),
		...(current === undefined ? {} : { current }),
		facts: kind.facts(compute, history, moment),
	};
}
