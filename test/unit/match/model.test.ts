import { people, PEOPLE_COLUMNS } from '../../../bench/identity/people';
import { matchRecords } from '../../../core/identity/match/match';
import { modelOf, type Model } from '../../../core/identity/match/model/model';
import { clusterRecords, matchRecord, scorePair } from '../../../core/identity/match/model/score';
import { prepareRecords } from '../../../core/identity/match/records';
import { tableOf } from '../../../core/identity/match/table';

const records = [...people({ rows: 240, seed: 9 })].map(([, ...cells]) =>
	Object.fromEntries(cells.map((cell, c) => [PEOPLE_COLUMNS[c]!, cell])),
);
const prepared = prepareRecords(tableOf(records, PEOPLE_COLUMNS));
const matching = matchRecords(prepared);
const model = JSON.parse(JSON.stringify(modelOf(matching))) as Model;
const rowOf: number[] = [];
prepared.recordOfRow.forEach((record, row) => (rowOf[record] = row));

describe('a trained model, kept as JSON', () => {
	it('scores a pair as the batch did', () => {
		const { left, right, weight } = matching.edges;
		expect(left.length).toBeGreaterThan(20);
		left.forEach((i, e) => {
			const [match] = matchRecord(model, records[rowOf[i]!]!, [records[rowOf[right[e]!]!]!]);
			expect(match!.bits).toBeCloseTo(weight[e]!, 3);
		});
	});

	it('does not care which other candidates there are', () => {
		const candidates = records.slice(0, 20);
		const together = matchRecord(model, records[30]!, candidates);
		for (const { at, bits } of together)
			expect(matchRecord(model, records[30]!, [candidates[at]!])[0]!.bits).toBeCloseTo(bits, 6);
	});

	it('clusters a handful of records as the batch did', () => {
		const members = matching.clusters.slice(0, 10).map((cluster) => cluster.map((i) => records[rowOf[i]!]!));
		const found = clusterRecords(model, members.flat());
		expect(found.map((cluster) => cluster.length)).toEqual(members.map((cluster) => cluster.length));
	});

	it('explains a pair, field by field, adding up to the whole', () => {
		const cluster = matching.clusters[0]!;
		const { bits, priorBits, dependenceBits, fields, probability } = scorePair(
			model,
			records[rowOf[cluster[0]!]!]!,
			records[rowOf[cluster[1]!]!]!,
		);
		expect(fields.reduce((sum, field) => sum + field.bits, priorBits + dependenceBits)).toBeCloseTo(bits, 1);
		expect(probability).toBeGreaterThan(0.5);
	});
});
