import type { Cdp, ReplayProgress, RulePreview } from '../../cdp';
import type { Call } from '../../model/call';
import { InputError } from '../../model/errors';
import type { IdentityRules } from '../../model/identityRules';
import type { ChangeRow, Clock, Store, Tables } from '../../ports';
import { storeCalls } from '../../events/ingest';
import { publicId } from '../../profiles/publicId';
import { decide } from '../decisions';
import { ruleBook, type RuleBook } from './book';
import { readFact, type Regime } from './current';
import { CHUNK, mark, step, type Step } from './replay';
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

/** Up to so many groups of evidence are tried together, which is exact; more of them part by part, so that nobody waits long. */
const TOGETHER = 2_000;

/** Applies rules in transactions that are taken back, and tells what would happen. */
async function preview(store: Store, clock: Clock, rules: IdentityRules, examples: number): Promise<RulePreview> {
	const book = ruleBook(rules);
	const groups = await store.read.identifiers.countComponents();
	const result: RulePreview = { merged: 0, split: 0, exact: groups <= TOGETHER, examples: [] };
	const limit = result.exact ? TOGETHER : CHUNK;
	const seen = new Set<string>();
	for (let after: number | undefined = 0; after !== undefined;) {
		const from: number = after;
		const { changes, ...done } = await decide(store, true, (tables) =>
			attempt(tables, clock.now(), from, limit, book, result.exact),
		);
		after = done.after;
		for (const change of changes) tell(result, change, seen, examples);
		await store.breathe();
	}
	return result;
}

/** One part of a preview; the whole of it when it is exact, with the calls that would be taken back in. */
async function attempt(
	tables: Tables,
	now: number,
	after: number,
	limit: number,
	book: RuleBook,
	exact: boolean,
): Promise<Step> {
	const before = await tables.changes.position();
	const again = (calls: Call[]) => storeCalls(tables, calls, now, { book, replayedUpTo: undefined });
	const first = await step(tables, book, after, now, limit, exact ? again : async () => undefined);
	if (exact && first.after !== undefined) await step(tables, book, Number.MAX_SAFE_INTEGER, now, limit, again);
	const changes = await tables.changes.after({ after: before, kinds: ['merged', 'split'], limit: 1_000_000 });
	return { ...first, after: exact ? undefined : first.after, changes };
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
