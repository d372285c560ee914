import { people, PEOPLE_COLUMNS } from '../../../bench/identity/people';
import { matchRecords } from '../../../core/identity/match/match';
import { seededRandom } from '../../../core/identity/match/random';
import { prepareRecords } from '../../../core/identity/match/records';
import { assignRows } from '../../../core/identity/match/result';
import { tableOf } from '../../../core/identity/match/table';

const rows = [...people({ rows: 240, seed: 5 })];

/** `id -> ids of its cluster, probability`, by id. */
function clustersOf(given: readonly string[][], names: readonly string[] = PEOPLE_COLUMNS): string {
	const table = tableOf(
		given.map(([, ...cells]) => Object.fromEntries(cells.map((cell, c) => [names[c]!, cell]))),
		names,
	);
	const { clusterOfRow, probabilityOfRow } = assignRows(matchRecords(prepareRecords(table)));
	const members = new Map<number, string[]>();
	given.forEach(([id], row) => members.set(clusterOfRow[row]!, [...(members.get(clusterOfRow[row]!) ?? []), id!]));
	return given
		.map(([id], row) => `${id} ${members.get(clusterOfRow[row]!)!.sort().join()} ${probabilityOfRow[row]}`)
		.sort()
		.join('\n');
}

function shuffled<T>(list: readonly T[], seed: number): T[] {
	const random = seededRandom(seed);
	return list
		.map((item) => ({ item, at: random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ item }) => item);
}

describe('matching depends on what the records say and on nothing else', () => {
	const straight = clustersOf(rows);

	it('finds duplicates at all, and few false ones', () => {
		const pairs = straight.split('\n').flatMap((line) => {
			const [id, members] = line.split(' ') as [string, string];
			return members
				.split(',')
				.filter((other) => other !== id)
				.map((other) => id.split('-')[0] === other.split('-')[0]);
		});
		expect(pairs.length).toBeGreaterThan(30);
		expect(pairs.filter(Boolean).length / pairs.length).toBeGreaterThan(0.97);
	});

	it.each([1, 2])('gives the same bytes for shuffle %d', (seed) => {
		expect(clustersOf(shuffled(rows, seed))).toBe(straight);
	});

	it('gives the same bytes for other ids of the rows', () => {
		const renamed = rows.map(([id, ...cells]) => [`x${id}`, ...cells]);
		expect(clustersOf(renamed).replace(/x(?=\d+-\d)/g, '')).toBe(straight);
	});

	it('recognises the columns without their headers', () => {
		const blind = PEOPLE_COLUMNS.map((_, c) => `c${c + 1}`);
		const kinds = prepareRecords(
			tableOf(
				rows.map(([, ...cells]) => Object.fromEntries(cells.map((cell, c) => [blind[c]!, cell]))),
				blind,
			),
		).columns;
		expect(kinds.map(({ kind }) => kind)).toEqual(['name', 'name', 'date', 'address', 'name', 'email']);
		// A header still tells a town from a name, and so a little about who moved: nearly all rows stay where they are.
		const members = (text: string) => text.replace(/ [\d.]+$/gm, '').split('\n');
		const named = members(straight);
		const same = members(clustersOf(rows, blind)).filter((line, k) => line === named[k]);
		expect(same.length / named.length).toBeGreaterThan(0.95);
	});
});
