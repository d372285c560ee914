import { attribute, MODELS, type Model } from '../../../core/report/attribution/attribute';
import type { Path } from '../../../core/report/attribution/path';

const DAY = 86_400_000;

const way = (channels: string, conversions: number, lost = 0, value = conversions): Path => ({
	touches: channels === '' ? [] : channels.split(' > ').map((channel) => ({ channel })),
	conversions,
	value,
	lost,
});

const credited = (paths: Path[], model: Model) =>
	Object.fromEntries(attribute(paths, model).credits.map(({ channel, conversions }) => [channel, conversions]));

function close(found: Record<string, number>, expected: Record<string, number>, digits = 9): void {
	expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
	for (const [channel, conversions] of Object.entries(expected))
		expect(found[channel]).toBeCloseTo(conversions, digits);
}

describe('rules', () => {
	const path = way('a > b > c > b', 10, 5, 200);
	it.each<[Model, Record<string, number>]>([
		['first', { a: 10, b: 0, c: 0 }],
		['last', { a: 0, b: 10, c: 0 }],
		['linear', { a: 2.5, b: 5, c: 2.5 }],
		['position', { a: 4, b: 5, c: 1 }],
	])('%s', (model, expected) => close(credited([path], model), expected));

	it('position: two contacts half each, one contact all', () => {
		close(credited([way('a > b', 1), way('a', 1)], 'position'), { a: 1.5, b: 0.5 });
	});

	it('time decay: half for every week, also when all contacts are old', () => {
		const touches = (later: number) => [
			{ channel: 'a', before: (14 + later) * DAY },
			{ channel: 'b', before: (7 + later) * DAY },
			{ channel: 'c', before: later * DAY },
		];
		const paths = [0, 100_000].map((later) => ({ touches: touches(later), conversions: 7, value: 7, lost: 0 }));
		for (const one of paths) close(credited([one], 'timeDecay'), { a: 1, b: 2, c: 4 });
	});

	it('refuses settings that divide nothing', () => {
		expect(() => attribute([], 'timeDecay', { halfLife: 0 })).toThrow(/halfLife/);
		expect(() => attribute([], 'position', { ends: 0.6 })).toThrow(/ends/);
	});
});

describe('Markov removal effect', () => {
	it('agrees with the example of four paths in Puzyrov, "Markov Chain Attribution: Simple Explanation Of Removal Effect"', () => {
		// Removal effects 1 - 0.2 / 0.8 and 1 - 0.4 / 0.8, so 60 % and 40 % of 4 conversions.
		const paths = [way('google ads', 2, 1), way('mailing', 1), way('google ads > mailing', 1)];
		close(credited(paths, 'markov'), { 'google ads': 2.4, mailing: 1.6 });
	});

	it('agrees with three paths worked by hand', () => {
		// One of three converts (33.3 %); without C1 half of that remains, without C2 or C3 nothing: 0.5, 1, 1.
		const paths = [way('C1 > C2 > C3', 1), way('C1', 0, 1), way('C2 > C3', 0, 1)];
		close(credited(paths, 'markov'), { C1: 0.2, C2: 0.4, C3: 0.4 });
	});

	it('gives the same when a channel follows itself', () => {
		const plain = [way('C1 > C2 > C3', 1), way('C1', 0, 1), way('C2 > C3', 0, 1)];
		const again = [way('C1 > C2 > C2 > C2 > C3', 1), ...plain.slice(1)];
		close(credited(again, 'markov'), credited(plain, 'markov'));
	});

	it('agrees with removing every channel by hand, in chains that turn back', () => {
		const paths = [
			way('a > b > a > c', 3, 2),
			way('b > c > b', 1, 4),
			way('c > a', 2, 1),
			way('d', 0, 5),
			way('d > a', 1),
		];
		const all = converting(paths);
		const effects = ['a', 'b', 'c', 'd'].map((channel) => [channel, 1 - converting(paths, channel) / all] as const);
		const sum = effects.reduce((total, [, effect]) => total + effect, 0);
		close(
			credited(paths, 'markov'),
			Object.fromEntries(effects.map(([channel, effect]) => [channel, (7 * effect) / sum])),
			6,
		);
	});
});

/** P(conversion from the start), by walking the chain step by step; whoever reaches `without` gives up. */
function converting(paths: Path[], without?: string): number {
	const counts = new Map<string, Map<string, number>>();
	const count = (from: string, to: string, times: number) => {
		const row = counts.get(from) ?? new Map<string, number>();
		counts.set(from, row.set(to, (row.get(to) ?? 0) + times));
	};
	for (const { touches, conversions, lost } of paths) {
		const states = ['(start)', ...touches.map(({ channel }) => channel)];
		states.slice(1).forEach((to, at) => count(states[at] as string, to, conversions + lost));
		count(states.at(-1) as string, '(won)', conversions);
		count(states.at(-1) as string, '(lost)', lost);
	}
	let at = new Map([['(start)', 1]]);
	let won = 0;
	for (let step = 0; step < 2_000; step++) {
		const next = new Map<string, number>();
		for (const [from, mass] of at) {
			const row = counts.get(from);
			if (from === '(won)') won += mass;
			if (!row || from === without) continue;
			const sum = [...row.values()].reduce((total, n) => total + n, 0);
			for (const [to, n] of row) next.set(to, (next.get(to) ?? 0) + (mass * n) / sum);
		}
		at = next;
	}
	return won;
}

describe('Shapley value', () => {
	// Of 100 conversions: by the sets of channels of the example in "Data-Driven Marketing Attribution" (towardsdatascience.com).
	const published = [
		way('F', 20),
		way('O', 10),
		way('L', 17),
		way('O > F', 17),
		way('L > F > L', 30),
		way('F > L > O', 6),
	];

	it('agrees with a published example of three channels: 45.5, 20.5 and 34 of 100', () => {
		close(credited(published, 'shapley'), { F: 45.5, O: 20.5, L: 34 });
	});

	it('agrees with the definition over all sets of channels', () => {
		const paths = [...published, way('M', 3, 9), way('M > F > O > L', 5), way('O > M', 8)];
		close(credited(paths, 'shapley'), byDefinition(paths));
	});
});

/** Sum over all sets S without the channel of |S|! (n - |S| - 1)! / n! (v(S and channel) - v(S)). */
function byDefinition(paths: Path[]): Record<string, number> {
	const channels = [...new Set(paths.flatMap(({ touches }) => touches.map(({ channel }) => channel)))];
	const n = channels.length;
	const factorial = (k: number): number => (k <= 1 ? 1 : k * factorial(k - 1));
	const worth = (set: string[]) =>
		paths
			.filter(({ touches }) => touches.every(({ channel }) => set.includes(channel)))
			.reduce((sum, { conversions }) => sum + conversions, 0);
	const value = (channel: string) => {
		const others = channels.filter((other) => other !== channel);
		return Array.from({ length: 2 ** others.length }, (_, bits) => others.filter((_, at) => bits & (1 << at))).reduce(
			(sum, set) =>
				sum +
				((factorial(set.length) * factorial(n - set.length - 1)) / factorial(n)) *
					(worth([...set, channel]) - worth(set)),
			0,
		);
	};
	return Object.fromEntries(channels.map((channel) => [channel, value(channel)]));
}

describe.each(MODELS)('%s', (model) => {
	it('divides every conversion and every cent, once', () => {
		const paths = [way('a > b > c > a', 3, 4, 70.5), way('b', 2, 0, -12), way('c > b', 0, 6, 0), way('', 4, 9, 40)];
		const { credits, unattributed } = attribute(paths, model);
		expect(credits.reduce((sum, { conversions }) => sum + conversions, 0)).toBeCloseTo(5, 9);
		expect(credits.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(58.5, 9);
		expect(unattributed).toEqual({ conversions: 4, value: 40 });
	});

	it('answers for no path, and for paths that never converted', () => {
		expect(attribute([], model).credits).toEqual([]);
		expect(attribute([way('a > b', 0, 3)], model).credits.every(({ conversions }) => conversions === 0)).toBe(true);
	});
});
