import type { Tables } from '../../ports';

/** Where finding duplicates stands. */
export type Phase = 'read' | 'train' | 'pair' | 'judge' | 'idle';

/** The one fact that is kept beside the tables. */
export interface State {
	phase: Phase;
	/** From the start of a run for all until nothing is left to do: asking for all again goes on with it. */
	running: boolean;
	/** How far the phase has come: a profile or unit. */
	after: number;
	/** The model whose keys are in the store, or are being put there; 0 = none. */
	model: number;
	linkAbove: number;
	reviewAbove: number;
	/** The traits asked for; all that help without. */
	traits: string[] | null;
	/** The columns that the model compares. */
	columns: string[] | null;
	/** False: everybody is matched again with the model that is there. */
	train: boolean;
	/** What held before this run; it holds again when nothing can be learned. */
	former: Pick<State, 'model' | 'columns' | 'linkAbove' | 'reviewAbove' | 'traits'> | null;
}

const FACT = 'duplicates';

/** Undefined before the first run. */
export async function readState(tables: Tables): Promise<State | undefined> {
	const text = await tables.meta.get(FACT);
	return text === undefined ? undefined : (JSON.parse(text) as State);
}

export async function writeState(tables: Tables, state: State | undefined): Promise<void> {
	await tables.meta.set(FACT, state && JSON.stringify(state));
}

/** The odds of a probability, in the thousandths of bits that pairs are kept with. */
export const bitsOf = (probability: number): number =>
	Math.max(-64_000, Math.min(64_000, Math.ceil(1000 * Math.log2(probability / (1 - probability)))));

/** The probability that thousandths of bits stand for. */
export const probabilityOf = (weight: number): number => 1 / (1 + 2 ** (-weight / 1000));
