import type { Store, Tables } from '../../ports';
import type { RuleBook } from '../rules/book';
import { hashOf } from './hash';
import { judge, type Court, type Verdict } from './judge';
import { parseRecord } from './keys';
import { learn } from './learn';
import type { Models } from './models';
import { pairUp } from './pair';
import { readProfiles } from './read';
import { only } from './record';
import { writeState, type State } from './state';

/** What one chunk did. */
export interface Chunk extends Verdict {
	/** Profiles and records looked at. */
	looked: number;
	compared: number;
	/** True when nothing is left to do. */
	end: boolean;
}

/** What a chunk works with, inside its transaction. */
export interface Shift {
	tables: Tables;
	state: State;
	book: RuleBook;
	models: Models;
	time: number;
	/** performance.now() at which the chunk should end. */
	until: number;
}

/** So many profiles or records are looked at in one go. */
const ROUND = 40;
const READ_ROUND = 400;

const nothing = (): Chunk => ({ looked: 0, compared: 0, linked: 0, unlinked: 0, review: 0, refused: 0, end: false });

function add(chunk: Chunk, verdict: Verdict): void {
	for (const key of ['linked', 'unlinked', 'review', 'refused'] as const) chunk[key] += verdict[key];
}

/** Works on the present phase (training is not done in a transaction) until the time is over or the phase is, and writes down where it stands. */
export async function work(shift: Shift): Promise<Chunk> {
	const { tables, state, until } = shift;
	const chunk = nothing();
	if (state.phase === 'train') return chunk;
	if (state.phase === 'idle') {
		do chunk.end = await follow(shift, chunk);
		while (!chunk.end && performance.now() < until);
		if (chunk.end && state.running) await writeState(tables, Object.assign(state, { running: false }));
		return chunk;
	}
	const step = { read, pair, judge: judgeAll }[state.phase];
	do {
		if (!(await step(shift, chunk))) continue;
		Object.assign(state, { after: 0, phase: next(state) });
		if (state.phase === 'pair') await startPairs(tables);
		break;
	} while (performance.now() < until);
	await writeState(tables, state);
	return chunk;
}

function next({ phase, train }: State): State['phase'] {
	if (phase === 'read') return train ? 'train' : 'pair';
	return phase === 'pair' ? 'judge' : 'idle';
}

/** Pairs and keys of another model say nothing under this one. */
export async function startPairs(tables: Tables): Promise<void> {
	await tables.duplicates.clearKeys();
	await tables.duplicates.removeUndecided();
}

/** Reads everybody; true at the end. */
async function read({ tables, state, book }: Shift, chunk: Chunk): Promise<boolean> {
	const ids = await tables.duplicates.people(state.after, READ_ROUND);
	if (ids.length === 0) return true;
	// Keys of the former model all go before anybody is compared again.
	await readProfiles(tables, ids, { book, columns: state.traits, models: async () => undefined });
	state.after = ids.at(-1) as number;
	chunk.looked += ids.length;
	return false;
}

/** Compares everybody under the model; true at the end. */
async function pair({ tables, state, models }: Shift, chunk: Chunk): Promise<boolean> {
	const rows = await tables.duplicates.recordsAfter(state.after, ROUND);
	const model = await models(tables, state.model);
	if (rows.length === 0 || !model) return true;
	const narrow = rows.map((row) => {
		const record = JSON.stringify(only(parseRecord(row), state.columns ?? undefined));
		return { ...row, record, hash: hashOf(record) };
	});
	chunk.compared += await pairUp(tables, narrow, model, state);
	state.after = (rows.at(-1) as { unit: number }).unit;
	return false;
}

/** Turns pairs into evidence and reviews; true at the end. */
async function judgeAll(shift: Shift, chunk: Chunk): Promise<boolean> {
	const { tables, state } = shift;
	const rows = await tables.duplicates.recordsAfter(state.after, ROUND);
	if (rows.length === 0) return true;
	const units = rows.map((row) => row.unit);
	const court = await courtOf(shift);
	// The links of a former model are looked for too.
	if (court) add(chunk, await judge(court, units, false));
	state.after = units.at(-1) as number;
	return false;
}

/** Takes the next of the profiles that changed; true when there are none. */
async function follow(shift: Shift, chunk: Chunk): Promise<boolean> {
	const { tables, state, book, models } = shift;
	const ids = await tables.duplicates.queued(ROUND);
	if (ids.length === 0) return true;
	await tables.duplicates.unqueue(ids);
	const court = await courtOf(shift);
	if (!court) return true;
	const { changed, seeds, thorough } = await readProfiles(tables, ids, { book, columns: state.columns, models });
	chunk.looked += ids.length;
	chunk.compared += await pairUp(tables, changed, court.model, state);
	add(chunk, await judge(court, seeds, !thorough));
	return ids.length < ROUND && (await tables.duplicates.queued(1)).length === 0;
}

async function courtOf({ tables, book, models, state, time }: Shift): Promise<Court | undefined> {
	const model = await models(tables, state.model);
	return model && { tables, book, model, state, time };
}

/** Learning needs no transaction and takes seconds: what it led to is stored after it. */
export async function trainNow(store: Store, state: State): Promise<void> {
	const { model, columns } = await learn(store.read, state.traits);
	const text = JSON.stringify(model);
	await store.write(async (tables) => {
		await tables.duplicates.putModel(state.model, text);
		await tables.duplicates.removeModels({ below: state.model });
		await startPairs(tables);
		await writeState(tables, { ...state, columns, phase: 'pair', after: 0, former: null });
	});
}
