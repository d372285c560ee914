import { people, PEOPLE_COLUMNS } from '../../../bench/identity/people';
import { pairF1 } from '../../../bench/identity/pairScore';
import {
	blockingKeys,
	cluster,
	compare,
	LINK_WEIGHT,
	rank,
	train,
	type MatchModel,
	type MatchRecord,
} from '../../../core/identity/match';
import { matchRecords } from '../../../core/identity/match/match';
import { modelOf } from '../../../core/identity/match/model/model';
import { seededRandom } from '../../../core/identity/match/random';
import { prepareRecords } from '../../../core/identity/match/records';
import { assignRows } from '../../../core/identity/match/result';
import { tableOf } from '../../../core/identity/match/table';

const rows = [...people({ rows: 400, seed: 9 })];
const records: MatchRecord[] = rows.map(([, ...cells]) =>
	Object.fromEntries(cells.map((cell, c) => [PEOPLE_COLUMNS[c]!, cell])),
);
const prepared = prepareRecords(tableOf(records, PEOPLE_COLUMNS));
const matching = matchRecords(prepared);
const model = JSON.parse(JSON.stringify(modelOf(matching, 1_000_000))) as MatchModel;
const rowOf: number[] = [];
prepared.recordOfRow.forEach((record, row) => (rowOf[record] = row));

describe('a trained model, kept as JSON', () => {
	it('is what train gives', () => {
		expect(JSON.parse(JSON.stringify(train(records, { columns: PEOPLE_COLUMNS })))).toEqual(model);
	});

	it('scores a pair as the batch did', () => {
		const { left, right, weight } = matching.edges;
		expect(left.length).toBeGreaterThan(20);
		left.forEach((i, e) => {
			const [match] = rank(model, records[rowOf[i]!]!, [records[rowOf[right[e]!]!]!]);
			expect(match!.weight).toBeCloseTo(weight[e]!, 3);
		});
	});

	it('does not care which other candidates there are', () => {
		const candidates = records.slice(0, 20);
		for (const { at, weight } of rank(model, records[30]!, candidates))
			expect(compare(model, candidates[at]!, records[30]!).weight).toBe(weight);
	});

	it('explains a pair, field by field, adding up to the whole', () => {
		const [i, j] = matching.clusters[0]!;
		const { weight, prior, dependence, fields, probability } = compare(
			model,
			records[rowOf[i!]!]!,
			records[rowOf[j!]!]!,
		);
		expect(fields.reduce((sum, field) => sum + field.weight, prior + dependence)).toBeCloseTo(weight, 9);
		expect(probability).toBeGreaterThan(0.5);
	});

	it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('takes a person named %s', (name) => {
		const person = { given_name: name, family_name: name, birth_date: '1970-01-01', email: `${name}@x.org` };
		expect(compare(model, person, person).weight).toBeGreaterThan(10);
		expect(blockingKeys(model, person).length).toBeGreaterThan(0);
	});

	it('compares records that have other columns or none', () => {
		expect(compare(model, {}, { shoe: '44' })).toMatchObject({ fields: [], dependence: 0 });
		expect(blockingKeys(model, {})).toEqual([]);
	});
});

/** A store in a few lines: keys to places, places to the records they are linked with. */
class Store {
	readonly records: MatchRecord[] = [];
	private readonly places = new Map<string, number[]>();
	private readonly linked: Array<Set<number>> = [];
	readonly clusterOf: number[][] = [];

	add(record: MatchRecord): void {
		const own = this.records.push(record) - 1;
		const keys = blockingKeys(model, record);
		const near = [...new Set(keys.flatMap((key) => this.places.get(key) ?? []))];
		for (const key of keys) this.places.set(key, [...(this.places.get(key) ?? []), own]);
		const links = rank(
			model,
			record,
			near.map((at) => this.records[at]!),
		).filter(({ weight }) => weight > LINK_WEIGHT);
		const component = new Set([own]);
		for (const { at } of links) for (const other of this.linked[near[at]!]!) component.add(other);
		for (const place of component) this.linked[place] = component;
		const members = [...component];
		for (const found of cluster(
			model,
			members.map((place) => this.records[place]!),
		)) {
			const places = found.map((k) => members[k]!).sort((a, b) => a - b);
			for (const place of places) this.clusterOf[place] = places;
		}
	}
}

function shuffled<T>(list: readonly T[], seed: number): T[] {
	const random = seededRandom(seed);
	return list
		.map((item) => ({ item, at: random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ item }) => item);
}

/** Each cluster as the sorted contents of its records. */
function named(clusters: Iterable<readonly number[]>, of: readonly MatchRecord[]): string[] {
	return [...new Set(clusters)]
		.map((places) =>
			places
				.map((place) => JSON.stringify(of[place]))
				.sort()
				.join(),
		)
		.sort();
}

describe('records that arrive one at a time', () => {
	const batch = named(cluster(model, records), records);

	it.each([1, 2, 3])('end in the same clusters as all at once, in order %d', (seed) => {
		const store = new Store();
		for (const record of shuffled(records, seed)) store.add(record);
		expect(named(store.clusterOf, store.records)).toEqual(batch);
	});

	it('end nearly as the batch that may compare all with all', () => {
		const label: number[] = [];
		cluster(model, records).forEach((places, k) => places.forEach((place) => (label[place] = k)));
		const whole = [...assignRows(matching).clusterOfRow].map(String);
		expect(pairF1(whole, label)).toBeGreaterThan(0.95);
	});

	it('cost few look-ups', () => {
		const counts = records.map((record) => blockingKeys(model, record).length);
		expect(Math.max(...counts)).toBeLessThan(150);
	});
});
