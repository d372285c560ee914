import { add, type Path } from './path';

/** What leaves a state: to channels by their number, to a conversion, and in all. */
interface State {
	to: Map<number, number>;
	won: number;
	all: number;
}

const state = (): State => ({ to: new Map(), won: 0, all: 0 });

/**
 * Removal effects in a Markov chain of first order over the paths: the share of all conversions that would be lost if
 * whoever reaches the channel gave up there; made to add up to 1. Empty when nothing converted.
 * Anderl, Becker, von Wangenheim, Schumann: Mapping the customer journey, Int. J. of Research in Marketing 33 (2016).
 *
 * Removing channel i loses those who reach it and would have gone on to convert: P(i is reached) x P(conversion from i).
 * With N = (I - Q)^-1 the first is visits(i) / N[i][i], so one inverse answers for all channels.
 */
export function markovShares(paths: readonly Path[]): Map<string, number> {
	const channels = [...new Set(paths.flatMap(({ touches }) => touches.map(({ channel }) => channel)))].sort();
	const number = new Map(channels.map((channel, at) => [channel, at]));
	const start = state();
	const states = channels.map(state);
	for (const path of paths) walk(path, (channel) => number.get(channel) as number, start, states);
	if (!states.some(({ won }) => won > 0)) return new Map();

	const n = inverse(states.map((from, at) => states.map((_, to) => (at === to ? 1 : 0) - chance(from, to))));
	const effects = channels.map((_, at) => {
		const visits = n.reduce((sum, row, from) => sum + chance(start, from) * (row[at] ?? 0), 0);
		const converts = (n[at] ?? []).reduce((sum, times, from) => sum + times * wins(states[from] as State), 0);
		return (visits / (n[at]?.[at] ?? 1)) * converts;
	});
	const sum = effects.reduce((total, effect) => total + effect, 0);
	const result = new Map<string, number>();
	channels.forEach((channel, at) => add(result, channel, (effects[at] ?? 0) / sum));
	return result;
}

function walk(path: Path, number: (channel: string) => number, start: State, states: State[]): void {
	const times = path.conversions + path.lost;
	if (times <= 0) return;
	let from = start;
	for (const { channel } of path.touches) {
		const to = number(channel);
		from.to.set(to, (from.to.get(to) ?? 0) + times);
		from.all += times;
		from = states[to] as State;
	}
	if (from === start) return;
	from.won += path.conversions;
	from.all += times;
}

const chance = ({ to, all }: State, channel: number): number => (all > 0 ? (to.get(channel) ?? 0) / all : 0);
const wins = ({ won, all }: State): number => (all > 0 ? won / all : 0);

/** Gauss-Jordan. I - Q has a dominant diagonal (every channel leads out at last), so no row needs to be swapped. */
function inverse(matrix: number[][]): number[][] {
	const size = matrix.length;
	const rows = matrix.map((row, at) => Float64Array.from([...row, ...row.map((_, to) => (at === to ? 1 : 0))]));
	rows.forEach((pivot, at) => {
		const by = pivot[at] as number;
		for (let to = 0; to < pivot.length; to++) pivot[to] = (pivot[to] as number) / by;
		for (const row of rows) {
			const times = row[at] as number;
			if (row === pivot || times === 0) continue;
			for (let to = 0; to < row.length; to++) row[to] = (row[to] as number) - times * (pivot[to] as number);
		}
	});
	return rows.map((row) => [...row.subarray(size)]);
}
