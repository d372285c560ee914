import type { Cdp, ReplayProgress, RulePreview } from '../../cdp';
import { InputError } from '../../model/errors';
import type { IdentityRules } from '../../model/identityRules';
import type { ChangeRow, Clock, Store, Tables } from '../../ports';
import { storeCalls } from '../../events/ingest';
import { publicId } from '../../profiles/publicId';
import { decide } from '../decisions';
import { ruleBook } from './book';
import { readFact, type Regime } from './current';
import { CHUNK, mark, step } from './replay';
import { readRules } from './schema';

type Family = Pick<Cdp['identity'], 'rules' | 'ruleHistory' | 'previewRules' | 'saveRules' | 'replay'>;

/** How long one call of `replay` works unless told otherwise. */
const DEFAULT_MS = 2_000;
const EXAMPLES = 20;

/** The rules: read, try, store with a version, and bring the store up to date with them. */
export function rulesService(store: Store, clock: Clock, regime: (tables: Tables) => Promise<Regime>): Family {
	const chunk = async (limit: number): Promise<ReplayProgress & { components: number }> =>
		store.write(async (tables) => {
			const { version, after } = await readFact(tables);
			if (after === undefined) return { version, done: true, components: 0, of: 0 };
			const { book } = await regime(tables);
			const now = clock.now();
			const again = (calls: Parameters<typeof storeCalls>[1]) =>
				storeCalls(tables, calls, now, { book, replayedUpTo: undefined });
			const result = await step(tables, book, after, now, limit, again);
			await mark(tables, version, result.after);
			return { version, done: result.after === undefined, components: result.components, of: 0 };
		});
	return {
		rules: async () => (await regime(store.read)).book.rules,
		ruleHistory: async () =>
			(await store.read.rules.list()).map(({ version, by, time, rules }) => ({
				version,
				by,
				time,
				rules: JSON.parse(rules) as IdentityRules,
			})),
		previewRules: (input, options = {}) => preview(store, clock, readRules(input), options.examples ?? EXAMPLES),
		saveRules: async (input, by) => {
			const rules = readRules(input);
			return store.write(async (tables) => {
				const { after } = await readFact(tables);
				if (after !== undefined)
					throw new InputError(
						'The rules before these are still being applied.',
						'Go on with Rules > Apply until it is done, then change them.',
						'REPLAY_RUNNING',
					);
				const version = (await tables.rules.version()) + 1;
				await tables.rules.add({ version, rules: JSON.stringify({ ...rules, version }), by, time: clock.now() });
				await mark(tables, version, 0);
				return { version, done: false, of: await tables.identifiers.countComponents() };
			});
		},
		replay: async ({ ms = DEFAULT_MS } = {}) => {
			const until = performance.now() + ms;
			for (let total = 0; ;) {
				const { components, ...progress } = await chunk(CHUNK);
				total += components;
				if (progress.done || performance.now() >= until) return { ...progress, of: total };
				await store.breathe();
			}
		},
	};
}

/** Applies rules chunk by chunk, each in a transaction that is taken back, and tells what would happen. */
async function preview(store: Store, clock: Clock, rules: IdentityRules, examples: number): Promise<RulePreview> {
	const book = ruleBook(rules);
	const seen = new Set<string>();
	const result: RulePreview = { merged: 0, split: 0, examples: [] };
	for (let after = 0; ;) {
		const done = await decide(store, true, async (tables) => {
			const now = clock.now();
			const components = await tables.identifiers.components(after, CHUNK);
			return components.length === 0
				? undefined
				: step(tables, book, after, now, CHUNK, (calls) =>
						storeCalls(tables, calls, now, { book, replayedUpTo: undefined }),
					);
		});
		if (done?.after === undefined) return result;
		after = done.after;
		for (const change of done.changes) tell(result, change, seen, examples);
		await store.breathe();
	}
}

/** Two components that would become one are seen from both sides; it is told once. */
function tell(result: RulePreview, change: ChangeRow, seen: Set<string>, examples: number): void {
	const key = `${change.kind} ${change.profile} ${change.reason}`;
	if (seen.has(key)) return;
	seen.add(key);
	const kind = change.kind as 'merged' | 'split';
	result[kind] += 1;
	if (result.examples.length < examples)
		result.examples.push({ kind, profileId: publicId(change.profile), reason: change.reason });
}
