/** One line of the table: ours beside a peer or limit measured in the same run. */
export interface Row {
	name: string;
	ours: number;
	reference: number;
	/** ours / reference, or what the target speaks of. */
	ratio: number;
	target: string;
	holds: boolean;
	/** What was measured, with units. */
	note: string;
}

/** A bench: `scale` 1 is the full size. */
export type Bench = (scale: number) => Promise<Row[]>;

/** A row whose ratio should be at least (or at most) the bound. */
export function row(
	name: string,
	ours: number,
	reference: number,
	bound: { atLeast: number } | { atMost: number },
	note: string,
): Row {
	const ratio = ours / reference;
	const holds = 'atLeast' in bound ? ratio >= bound.atLeast : ratio <= bound.atMost;
	const target = 'atLeast' in bound ? `>= ${bound.atLeast}` : `<= ${bound.atMost}`;
	return { name, ours: round(ours), reference: round(reference), ratio: round(ratio), target, holds, note };
}

const round = (x: number): number => Number(x.toPrecision(4));
