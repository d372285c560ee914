import type { Change } from '../../../core/model/segment';
import { fakeCdp } from './fakeCdp';

/** Somebody entered or left. */
export const change = (seq: number, kind: Change['kind']): Change => ({
	seq,
	kind,
	segment: 'k',
	profileId: `p${seq}`,
	time: 0,
	reason: 'because',
});

const PAIRS = [
	{ a: 'a', b: 'b', both: 0 },
	{ a: 'a', b: 'c', both: 1 },
];

/** An engine whose evaluation finds these changes; notes what was saved and asked. */
export function segmentEngine(changes: Change[], members: number) {
	const saved: unknown[] = [];
	const asked: unknown[] = [];
	const count = (kind: Change['kind']) => changes.filter((one) => one.kind === kind).length;
	const cdp = fakeCdp({
		segments: {
			save: async (definition) => {
				saved.push(definition);
				return { key: 'k', name: 'K', of: 'people', sentence: 'all of them', members: 0, evaluatedAt: undefined };
			},
			evaluate: async (key) => ({
				key,
				members,
				entered: count('entered'),
				exited: count('exited'),
				from: 10,
				to: 20,
				mode: 'delta',
				examined: 3,
				ms: 1,
			}),
			changes: async (query) => {
				asked.push(query);
				const wanted = changes.filter(({ seq, kind }) => seq > query.after && query.kinds?.includes(kind));
				return wanted.slice(0, query.limit);
			},
			preview: async () => ({
				members: 0,
				entering: 0,
				leaving: 2,
				reach: { identifiers: { email: 0 }, consents: {} },
				sample: [],
				sentence: 'nobody',
				hints: ['No event “Oder” was seen.'],
			}),
			list: async () => [],
			evaluateAll: async () => ['a', 'b'].map((key) => ({ key, members: 3 }) as never),
			overlap: async (keys) => {
				asked.push(keys);
				return { sizes: { a: 8, b: 0, c: 3 }, pairs: PAIRS, any: 9, all: 0 };
			},
			sizes: async (key, query) => {
				asked.push([key, query]);
				return [1, 2, 3].map((hour) => ({ time: hour * 3_600_000, members: hour, entered: 1, exited: 0 }));
			},
			get: async (key) => ({ version: 1, key, name: 'K', of: 'people', condition: { kind: 'all', conditions: [] } }),
			remove: async (key) => {
				asked.push(key);
				return { removed: true };
			},
			explain: async () => ({ member: true, since: 0, explanation: { sentence: 's', holds: true, facts: 'f' } }),
			members: async () => ({ items: [{ profileId: 'p1', identifiers: [], since: 0, reason: 'r' }], next: 'more' }),
		},
		profiles: { get: async ({ value }) => ({ id: value, identifiers: [], traits: { plan: 'gold' } }) as never },
	});
	return { cdp, saved, asked };
}
