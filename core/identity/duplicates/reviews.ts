import { groupBy } from 'lodash';
import type { Review, ReviewQuery } from '../../model/duplicate';
import { InputError } from '../../model/errors';
import type { Json, JsonObject } from '../../model/json';
import type { Page } from '../../model/profile';
import type { PairRow, Store, Tables } from '../../ports';
import { publicId } from '../../profiles/publicId';
import { compare, type MatchModel, type MatchRecord } from '../match';
import { decidedApart, gather, keptApart, pairOf, type Scene } from './gather';
import { parseRecord } from './keys';
import type { Models } from './models';
import { probabilityOf, readState } from './state';
import type { Unit } from './units';

const PAGE = 200;
const STATES = ['open', 'linked', 'confirmed', 'rejected'] as const;

/** The review list, most probable first. What was decided elsewhere since the last run is left out. */
export async function reviews(store: Store, models: Models, query: ReviewQuery = {}): Promise<Page<Review>> {
	const { state = 'open', limit = 50 } = query;
	if (!STATES.includes(state))
		throw new InputError('The state is not understood.', `It is one of ${STATES.join(', ')}.`);
	const tables = store.read;
	const size = Math.max(1, Math.min(limit, PAGE));
	const items: Review[] = [];
	const model = await models(tables, (await readState(tables))?.model ?? 0);
	for (let before = readCursor(query.after); ;) {
		const wanted = size - items.length;
		const rows = await tables.duplicates.pairsBefore([state], before, wanted);
		items.push(...(await shown(tables, rows, model)));
		before = rows.at(-1);
		if (!before || rows.length < wanted) return { items };
		if (items.length >= size) return { items, next: `${before.weight}.${before.a}.${before.b}` };
	}
}

function readCursor(after: string | undefined): { weight: number; a: number; b: number } | undefined {
	const [weight, a, b] = (after ?? '').split('.').map(Number);
	return weight !== undefined && a !== undefined && b !== undefined ? { weight, a, b } : undefined;
}

async function shown(tables: Tables, rows: PairRow[], model: MatchModel | undefined): Promise<Review[]> {
	if (rows.length === 0) return [];
	const scene = await gather(tables, { reached: new Set(), pairs: rows });
	const apart = { units: decidedApart(scene), profiles: keptApart(scene) };
	const stands = rows.filter((row) => stillStands(row, scene, apart));
	const units = [...new Set(stands.flatMap(({ a, b }) => [scene.unitOf.get(a), scene.unitOf.get(b)]))].filter(
		(unit) => unit !== undefined,
	);
	const records = new Map(
		(await tables.duplicates.records(units.map((unit) => unit.id))).map((row) => [row.unit, parseRecord(row)]),
	);
	const traits = groupBy(await tables.traits.byProfile(units.map((unit) => unit.profile)), (row) => row.profile);
	const parts = groupBy([...scene.units.values()], (unit) => unit.profile);
	const side = (unit: Unit): Review['a'] => ({
		id: publicId(unit.profile),
		identifiers: unit.identifiers.map(({ type, value }) => ({ type, value })),
		// A part of a profile shows what is known of that part alone.
		traits:
			parts[unit.profile]?.length === 1
				? Object.fromEntries((traits[unit.profile] ?? []).map((row) => [row.key, JSON.parse(row.value) as Json]))
				: cells(records.get(unit.id)),
	});
	return stands.flatMap((row) => {
		const [left, right] = [scene.unitOf.get(row.a), scene.unitOf.get(row.b)];
		if (!left || !right) return [];
		const fields = left === right || !model ? [] : fieldsOf(model, records.get(left.id), records.get(right.id));
		return [reviewOf(row, side(left), side(right), fields)];
	});
}

/** What somebody decided to be two: units, and whole profiles. */
interface Apart {
	units: Set<string>;
	profiles: Set<string>;
}

/** Decisions and erasures that the last run has not seen. */
function stillStands({ a, b, state }: PairRow, { unitOf }: Scene, apart: Apart): boolean {
	const [left, right] = [unitOf.get(a), unitOf.get(b)];
	if (!left || !right) return false;
	if (state === 'open')
		return (
			left.profile !== right.profile &&
			!apart.units.has(pairOf(left.id, right.id)) &&
			!apart.profiles.has(pairOf(left.profile, right.profile))
		);
	return state !== 'linked' || (left !== right && left.profile === right.profile);
}

const cells = (record: MatchRecord = {}): JsonObject =>
	Object.fromEntries(Object.entries(record).flatMap(([column, cell]) => (cell === undefined ? [] : [[column, cell]])));

function fieldsOf(model: MatchModel, a: MatchRecord = {}, b: MatchRecord = {}): Review['fields'] {
	return compare(model, a, b).fields.map((field) => ({
		...field,
		weight: Math.round(field.weight * 100) / 100,
		a: a[field.field] ?? field.a,
		b: b[field.field] ?? field.b,
	}));
}

const reviewOf = (
	{ a, b, weight, state, reason, by, time }: PairRow,
	left: Review['a'],
	right: Review['a'],
	fields: Review['fields'],
): Review => ({
	id: `${a}.${b}`,
	a: left,
	b: right,
	probability: probabilityOf(weight),
	weight: weight / 1000,
	fields,
	state: state as Review['state'],
	...(reason === null ? {} : { reason }),
	...(by === null ? {} : { by }),
	...(time === null ? {} : { time }),
});
