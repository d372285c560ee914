import { at, failure, jsonBody } from '../../core/delivery/answer';
import type { Batch, Exchange, Person, Verdict } from '../../core/delivery/destination';
import { BESIDE, DONE, refusing } from '../../core/delivery/exchange';
import { bearer, firstId, membership, recordOf, text } from '../../core/delivery/record';
import type { OutgoingRequest } from '../../core/model/delivery';
import type { Json, JsonObject } from '../../core/model/json';
import type { HttpResponse } from '../../core/ports';
import { told } from './events';

/** What one person comes to; an order is several purchases. */
export type Track = Partial<Record<Kind, JsonObject[]>>;
type Kind = 'attributes' | 'events' | 'purchases';
const KINDS: readonly Kind[] = ['attributes', 'events', 'purchases'];
/** Most objects of each kind in one request. */
const MOST = 75;

/** `users/track` */
export function* deliver(batch: Batch): Exchange {
	return yield* refusing(
		batch,
		(person) => (identity(person) ? undefined : 'nothing to tell the user by (user_id, email, phone)'),
		(part) => send(part, part.people.map((person) => track(person, part.config))),
	); // prettier-ignore
}

const track = (person: Person, config: JsonObject): Track =>
	person.change.event ? told(person, identity(person) ?? {}, config) : { attributes: [attributes(person, config)] };

/** Braze finds a user by one of these, in this order. */
function identity(person: Person): JsonObject | undefined {
	const id = firstId(person, ['user_id', 'external_id']);
	if (id !== undefined) return { external_id: id };
	const [email, phone] = [person.ids['email']?.[0], person.ids['phone']?.[0]];
	if (email !== undefined) return { email };
	return phone === undefined ? undefined : { phone };
}

const NAMES = {
	email: 'email',
	phone: 'phone',
	first_name: 'first_name',
	last_name: 'last_name',
	city: 'home_city',
	country: 'country',
	gender: 'gender',
	birth_date: 'dob',
};

/** Whoever leaves is sent without traits, and not created when unknown. */
function attributes(person: Person, config: JsonObject): JsonObject {
	const isRemoval = person.change.action === 'remove';
	return {
		...(isRemoval ? {} : recordOf(person, NAMES)),
		...membership(person, config),
		...identity(person),
		...(isRemoval ? { _update_existing_only: true } : {}),
	};
}

function* send(batch: Batch, tracks: Track[]): Exchange {
	const verdicts: Verdict[] = [];
	for (const places of packed(tracks)) {
		const response = yield { request: request(batch.config, places.map((i) => tracks[i] as Track)) }; // prettier-ignore
		const said = read(response, batch, places, tracks);
		places.forEach((place, i) => (verdicts[place] = said[i] as Verdict));
		if (said.some((one) => one.outcome === 'retry' && one.stop)) return batch.people.map((_, i) => verdicts[i] ?? (said[0] as Verdict)); // prettier-ignore
	}
	return verdicts;
}

/** People in order, as many as fit into one request. */
function packed(tracks: Track[]): number[][] {
	const packs: number[][] = [];
	let sizes = { attributes: 0, events: 0, purchases: 0 };
	tracks.forEach((one, place) => {
		const size = (kind: Kind) => one[kind]?.length ?? 0;
		const isFull = KINDS.some((kind) => sizes[kind] > 0 && sizes[kind] + size(kind) > MOST);
		if (packs.length === 0 || isFull) {
			packs.push([]);
			sizes = { attributes: 0, events: 0, purchases: 0 };
		}
		packs.at(-1)?.push(place);
		for (const kind of KINDS) sizes[kind] += size(kind);
	});
	return packs;
}

export const endpoint = (config: JsonObject): string => {
	const instance = text(config['instance']);
	return `https://rest.${instance}.braze.${instance.startsWith('fra-') ? 'eu' : 'com'}`;
};

function request(config: JsonObject, tracks: Track[]): OutgoingRequest {
	const lists = KINDS.map((kind) => [kind, tracks.flatMap((one) => one[kind] ?? [])] as const);
	return {
		method: 'POST',
		url: `${endpoint(config)}/users/track`,
		headers: bearer({ config: { accessToken: config['apiKey'] ?? '' } }),
		body: JSON.stringify(Object.fromEntries(lists.filter(([, all]) => all.length > 0))),
	};
}

/** Braze takes what is right and names the place of what is not, in a 201; in a 400 nothing was taken. */
function read(response: HttpResponse, batch: Batch, places: number[], tracks: Track[]): Verdict[] {
	const errors = at(jsonBody(response), ['errors']);
	const wrong = new Map<number, string>();
	for (const error of Array.isArray(errors) ? errors : []) {
		const owner = ownerOf(error, places, tracks);
		if (owner !== undefined) wrong.set(owner, text(at(error, ['type'])) || 'refused by Braze');
	}
	const part = { ...batch, people: places.map((place) => batch.people[place] as Person) };
	const failed = failure(response, part);
	if (failed && (response.status !== 400 || wrong.size === 0)) return failed;
	const others = failed ? BESIDE : DONE;
	return places.map((place) => {
		const reason = wrong.get(place);
		return reason === undefined ? others : { outcome: 'refused', reason };
	});
}

function ownerOf(error: Json, places: number[], tracks: Track[]): number | undefined {
	const kind = KINDS.find((one) => one === at(error, ['input_array']));
	const index = at(error, ['index']);
	if (kind === undefined || typeof index !== 'number') return undefined;
	return places.flatMap((place) => (tracks[place]?.[kind] ?? []).map(() => place))[index];
}
