import { createHash } from 'node:crypto';
import { chunk, groupBy } from 'lodash';
import type { DeliveryAction, DeliveryChange, OutgoingRequest } from '../model/delivery';
import type { JsonObject } from '../model/json';
import type { Clock } from '../ports';
import { backoffMs } from './backoff';
import { readChangeLine } from './changeLine';
import { placeholderConfig, readConfig, withoutSecrets } from './config';
import { converse, halves, isTooLarge, type Line, type Transport } from './converse';
import type { Batch, Destination, Person, Verdict } from './destination';
import { dryRequests } from './exchange';
import { withheld } from './gate';
import { prepare, unusable } from './person';
import { batchSize } from './runner';
import { tokenHolder } from './tokens';

/** Tries of one change in one run, and how long they may wait in all. */
const MAX_TRIES = 4;
const PATIENCE_MS = 30_000;
/** Lines are taken in pieces of this size at most: memory stays bounded. */
const PIECE = 10_000;

export interface ChangesRequest {
	destination: Destination;
	config: JsonObject;
	/** One JSON object a line; empty lines are skipped. */
	lines: AsyncIterable<string>;
	/** Consent asked for instead of what the destination needs; an empty list asks for none (internal systems). */
	purposes?: string[];
	signal?: AbortSignal;
}

/** What became of one line. */
export interface LineVerdict {
	/** From 1, counting every line of the file. */
	line: number;
	verdict: 'done' | 'retry' | 'refused' | 'withheld';
	reason?: string;
	/** Identifiers that were left out of it, and why. */
	notes?: string[];
	requestId?: string;
}

interface Entry {
	line: number;
	person: Person;
}

/** Sends given changes, without a store: nothing is compared and nothing remembered. Yields one verdict a line, in order. */
export async function* deliverChanges(
	transport: Transport,
	clock: Clock,
	request: ChangesRequest,
): AsyncGenerator<LineVerdict> {
	const config = readConfig(request.destination, request.config);
	const line: Line = { transport, clock, tokens: tokenHolder(clock) };
	for await (const piece of pieces(request, clock, config)) {
		for (const people of turns(piece.entries)) {
			for (const batch of batches(people, request, config, clock)) {
				if (request.signal?.aborted) break;
				const said = await persistently(line, request.destination, batch.batch);
				batch.entries.forEach(({ line: at, person }, i) => piece.verdicts.set(at, verdictOf(at, person, said[i])));
			}
		}
		yield* [...piece.verdicts.values()].sort((a, b) => a.line - b.line);
	}
}

/** The requests that `deliverChanges` would send, secrets replaced; whatever is missing in the config gets a placeholder. */
export async function* dryRunChanges(
	clock: Clock,
	request: ChangesRequest,
): AsyncGenerator<OutgoingRequest | LineVerdict> {
	const { destination } = request;
	const config = withoutSecrets(destination, placeholderConfig(destination, request.config));
	for await (const piece of pieces(request, clock, config)) {
		for (const people of turns(piece.entries))
			for (const { batch } of batches(people, request, config, clock)) yield* fittingRequests(destination, batch);
		yield* [...piece.verdicts.values()].filter(({ verdict }) => verdict !== 'retry');
	}
}

/** The requests of a batch, halved as long as one is too large. */
export function* fittingRequests(destination: Destination, batch: Batch): Generator<OutgoingRequest> {
	const requests = [...dryRequests(destination.deliver(batch))];
	if (batch.people.length === 1 || !requests.some((one) => isTooLarge(destination, one))) return yield* requests;
	for (const half of halves(batch)) yield* fittingRequests(destination, half);
}

interface Piece {
	entries: Entry[];
	verdicts: Map<number, LineVerdict>;
}

async function* pieces(request: ChangesRequest, clock: Clock, config: JsonObject): AsyncGenerator<Piece> {
	let number = 0;
	let piece: Piece = { entries: [], verdicts: new Map() };
	for await (const text of request.lines) {
		number += 1;
		if (text.trim() === '') continue;
		take(piece, number, readChangeLine(text, number, clock.now()), request, config);
		if (piece.verdicts.size < PIECE) continue;
		yield piece;
		piece = { entries: [], verdicts: new Map() };
	}
	if (piece.verdicts.size > 0) yield piece;
}

function take(
	piece: Piece,
	line: number,
	change: DeliveryChange | { wrong: string },
	{ destination, purposes }: ChangesRequest,
	config: JsonObject,
): void {
	const say = (verdict: LineVerdict['verdict'], reason: string) => piece.verdicts.set(line, { line, verdict, reason });
	if ('wrong' in change) return void say('refused', change.wrong);
	const kind = change.action === 'event' ? 'events' : 'audience or profiles';
	if (
		destination.kinds.includes('events')
			? change.action !== 'event' && destination.kinds.length === 1
			: change.action === 'event'
	)
		return void say('refused', `${destination.name} does not take ${kind}`);
	const need = purposes ? { purposes, tcf: [] } : destination.consent;
	const why = withheld(change, need);
	if (why !== undefined) return void say('withheld', why);
	const region = config['region'];
	const person = prepare(change, destination, typeof region === 'string' ? { region } : {});
	const nobody = unusable(person, destination);
	if (nobody !== undefined) return void say('refused', nobody);
	say('retry', 'it was not sent: the run was stopped');
	piece.entries.push({ line, person });
}

/** Entries in groups whose order matters: nobody stands twice in one group. */
function* turns(entries: Entry[]): Generator<Entry[]> {
	let turn: Entry[] = [];
	let seen = new Set<string>();
	for (const entry of entries) {
		const { change } = entry.person;
		const names = change.identifiers.map(({ type, value }) => `${type}:${value}`);
		if (change.action !== 'event' && names.some((name) => seen.has(name))) {
			yield turn;
			turn = [];
			seen = new Set();
		}
		for (const name of names) seen.add(name);
		turn.push(entry);
	}
	if (turn.length > 0) yield turn;
}

function* batches(
	entries: Entry[],
	{ destination }: ChangesRequest,
	config: JsonObject,
	clock: Clock,
): Generator<{ batch: Batch; entries: Entry[] }> {
	for (const [action, same] of Object.entries(groupBy(entries, ({ person }) => person.change.action)))
		for (const part of chunk(same, batchSize(destination, config, action as DeliveryAction))) {
			const people = part.map(({ person }) => person);
			const facts = people.map(({ change }) => change);
			const idempotencyKey = createHash('sha1').update(JSON.stringify(facts)).digest('hex');
			yield {
				batch: { action: action as DeliveryAction, people, config, idempotencyKey, now: clock.now() },
				entries: part,
			};
		}
}

/** Tries again what the platform puts off, within reason. */
async function persistently(line: Line, destination: Destination, batch: Batch): Promise<Verdict[]> {
	const verdicts: Verdict[] = [];
	let open = batch.people.map((_, i) => i);
	let patience = PATIENCE_MS;
	for (let tries = 1; ; tries++) {
		const people = open.map((i) => batch.people[i] as Person);
		const { verdicts: said } = await converse(line, destination, { ...batch, people, now: line.clock.now() });
		open.forEach((at, i) => (verdicts[at] = said[i] as Verdict));
		open = open.filter((at) => isPassing(verdicts[at]));
		const waitMs = Math.max(0, ...open.map((at) => waitOf(verdicts[at], tries)));
		if (open.length === 0 || tries >= MAX_TRIES || waitMs > patience) return verdicts;
		patience -= waitMs;
		await line.transport.sleep(waitMs);
	}
}

const isPassing = (verdict: Verdict | undefined): boolean => verdict?.outcome === 'retry' && verdict.stop !== true;

function waitOf(verdict: Verdict | undefined, tries: number): number {
	return verdict?.outcome === 'retry' && verdict.afterMs !== undefined ? verdict.afterMs : backoffMs(tries);
}

function verdictOf(line: number, { left }: Person, verdict: Verdict | undefined): LineVerdict {
	const notes = left.length > 0 ? { notes: left } : {};
	if (!verdict) return { line, verdict: 'retry', reason: 'the platform did not say what became of it', ...notes };
	if (verdict.outcome === 'done')
		return { line, verdict: 'done', ...(verdict.requestId ? { requestId: verdict.requestId } : {}), ...notes };
	return { line, verdict: verdict.outcome, reason: verdict.reason, ...notes };
}
