import type { SignalRow, Tables } from '../ports';
import { addToNeighbours, addToProducts, countEvents, putInterests } from './digest';
import { minus } from './heat';
import { SIGNAL_NAMES } from './signals';
import { tallyOf } from './tally';

const PAGE = 1_000;

/** Events of these profiles that are counted already, in order of arrival. */
async function countedOf(tables: Tables, profiles: number[]): Promise<SignalRow[]> {
	const waiting = new Set((await tables.recommend.waitingOf(profiles)).map((row) => row.id));
	return (await tables.recommend.eventsOf(profiles, SIGNAL_NAMES)).filter((row) => !waiting.has(row.id));
}

/** Events that have another owner by the rules. */
interface Owned {
	id: number;
	from: number;
	to: number;
	identifier: number;
}

/** Events changed hands by the rules: who is interested in what follows them. What goes with what stays as it was counted. */
export async function retellInterests(tables: Tables, owned: Owned[]): Promise<void> {
	await tables.recommend.own(owned.map(({ id, to, identifier }) => ({ id, profile: to, identifier })));
	await recount(tables, [...new Set(owned.flatMap(({ from, to }) => [from, to]))]);
}

/** Events were taken out of the store, and may come again. */
export async function withdrawSignals(tables: Tables, of: Array<{ id: number; profile: number }>): Promise<void> {
	await tables.recommend.dequeue(of.map(({ id }) => id));
	await recount(tables, [...new Set(of.map(({ profile }) => profile))]);
}

/** The interests of these profiles from their events, as far as these are counted already. */
async function recount(tables: Tables, profiles: number[]): Promise<void> {
	await tables.recommend.forget(profiles, false);
	const tally = tallyOf([]);
	const counted = await countedOf(tables, profiles);
	for (let from = 0; from < counted.length; from += PAGE)
		await countEvents(tables, tally, counted.slice(from, from + PAGE));
	await putInterests(tables, tally);
}

/** A person goes, and everything that was counted of them, also in what goes with what. */
export async function forgetPerson(tables: Tables, profile: number): Promise<void> {
	const counted = await countedOf(tables, [profile]);
	const tally = tallyOf([]);
	for (let from = 0; from < counted.length; from += PAGE)
		await countEvents(tables, tally, counted.slice(from, from + PAGE));
	await addToProducts(tables, tally.products, minus);
	await addToNeighbours(tables, tally, minus);
	await tables.recommend.forget([profile], true);
}
