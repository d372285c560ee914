/** How long it works before others get their turn. */
const TURN_MS = 15;
const MOST_STEPS = 400;
const TOLERANCE = 1e-12;

export interface MinimiseOptions {
	/** Lets others have their turn. */
	breathe(): Promise<void>;
	/** How far from the start the first steps go. */
	size: number;
}

interface Vertex {
	at: number[];
	value: number;
}

/**
 * The place where `f` is smallest, by the simplex method of Nelder and Mead (1965), begun again at its own result until
 * that gains nothing: a simplex may collapse on its way.
 */
export async function minimise(
	f: (at: number[]) => number,
	start: number[],
	options: MinimiseOptions,
): Promise<Vertex> {
	let best = await descend(f, start, options);
	for (let turn = 0; turn < 2; turn++) {
		const again = await descend(f, best.at, { ...options, size: options.size / 5 });
		const gain = best.value - again.value;
		if (gain > 0) best = again;
		if (gain <= 1e-7 * (1 + Math.abs(best.value))) break;
	}
	return best;
}

async function descend(
	f: (at: number[]) => number,
	start: number[],
	{ breathe, size }: MinimiseOptions,
): Promise<Vertex> {
	const vertex = (at: number[]): Vertex => ({ at, value: f(at) });
	const simplex = [start, ...start.map((_, i) => start.map((x, j) => (i === j ? x + size : x)))].map(vertex);
	let worked = performance.now();
	for (let step = 0; step < MOST_STEPS; step++) {
		simplex.sort((a, b) => a.value - b.value);
		const [best, worst] = [simplex[0] as Vertex, simplex.at(-1) as Vertex];
		if (worst.value - best.value <= TOLERANCE * (1 + Math.abs(best.value))) break;
		move(simplex, vertex);
		if (performance.now() - worked > TURN_MS) {
			await breathe();
			worked = performance.now();
		}
	}
	return simplex.sort((a, b) => a.value - b.value)[0] as Vertex;
}

/** One step: the worst vertex is reflected, the simplex expanded, contracted or shrunk. The simplex comes sorted. */
function move(simplex: Vertex[], vertex: (at: number[]) => Vertex): void {
	const [best, worst] = [simplex[0] as Vertex, simplex.at(-1) as Vertex];
	const others = simplex.slice(0, -1);
	const centre = worst.at.map((_, i) => others.reduce((sum, v) => sum + (v.at[i] as number), 0) / others.length);
	const along = (factor: number) => vertex(centre.map((c, i) => c + factor * ((worst.at[i] as number) - c)));
	const replace = (by: Vertex) => simplex.splice(-1, 1, by);
	const reflected = along(-1);
	if (reflected.value < best.value) {
		const expanded = along(-2);
		return void replace(expanded.value < reflected.value ? expanded : reflected);
	}
	if (reflected.value < (others.at(-1) as Vertex).value) return void replace(reflected);
	const contracted = along(reflected.value < worst.value ? -0.5 : 0.5);
	if (contracted.value < Math.min(reflected.value, worst.value)) return void replace(contracted);
	for (let i = 1; i < simplex.length; i++)
		simplex[i] = vertex((simplex[i] as Vertex).at.map((x, j) => ((best.at[j] as number) + x) / 2));
}
