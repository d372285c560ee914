import type { Row } from '../row';
import { accuracyRows } from './accuracy';
import { populationRows } from './populations';
import { speedRows } from './speed';

/** Matching: accuracy on the labelled sets that are there and on generated populations, time and memory on generated people. */
export async function identityRows(scale: number): Promise<Row[]> {
	return [...(await accuracyRows()), ...(await populationRows()), ...(await speedRows(scale))];
}
