import { people, PEOPLE_COLUMNS } from '../../bench/identity/people';
import type { Cdp } from '../../core/cdp';
import type { DuplicateOptions, DuplicateProgress } from '../../core/model/duplicate';
import { onEveryEngine, TRUSTED } from './engines';

/** Works until it is done. */
async function find(cdp: Cdp, options: DuplicateOptions = {}): Promise<DuplicateProgress> {
	let last = await cdp.identity.findDuplicates({ ms: 10_000, ...options });
	const total = { ...last };
	while (!last.done) {
		last = await cdp.identity.findDuplicates({ ms: 10_000, ...options });
		for (const key of ['profiles', 'compared', 'linked', 'unlinked', 'review', 'refused'] as const)
			total[key] += last[key];
	}
	return { ...total, done: last.done, waiting: last.waiting, phase: last.phase };
}

type Row = string[];
const rows: Row[] = [...people({ rows: 300, seed: 5 })];
const truth = (name: string): string => name.slice(0, name.indexOf('-'));

/** One call a row: a customer number and the row's cells as traits, some of the addresses as identifiers too. */
const callOf = ([id = '', ...cells]: Row) => ({
	type: 'identify',
	messageId: `m-${id}`,
	timestamp: '2026-05-01T00:00:00.000Z',
	traits: Object.fromEntries(cells.flatMap((cell, c) => (cell === '' ? [] : [[PEOPLE_COLUMNS[c], cell]]))),
	context: { externalIds: [{ type: 'record', id, collection: 'users', encoding: 'none' }] },
});

async function put(cdp: Cdp, given: readonly Row[]): Promise<void> {
	for (let at = 0; at < given.length; at += 500) await cdp.ingest.calls(given.slice(at, at + 500).map(callOf), TRUSTED);
}

/** Who is together, by record names. */
async function partition(cdp: Cdp): Promise<string[][]> {
	const groups: string[][] = [];
	for (let after: string | undefined; ;) {
		const page = await cdp.profiles.list({ limit: 200, ...(after ? { after } : {}) });
		groups.push(
			...page.items.map(({ identifiers }) =>
				identifiers
					.filter(({ type }) => type === 'record')
					.map(({ value }) => value)
					.sort(),
			),
		);
		after = page.next;
		if (!after) return groups.sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
	}
}

function score(groups: string[][]): { precision: number; recall: number } {
	const pairs = (list: string[][]) => list.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
	const entities = new Map<string, string[]>();
	for (const name of groups.flat()) entities.set(truth(name), [...(entities.get(truth(name)) ?? []), name]);
	const both = groups.reduce((sum, group) => {
		const inside = new Map<string, string[]>();
		for (const name of group) inside.set(truth(name), [...(inside.get(truth(name)) ?? []), name]);
		return sum + pairs([...inside.values()]);
	}, 0);
	return { precision: both / pairs(groups), recall: both / pairs([...entities.values()]) };
}

onEveryEngine((setUp) => {
	it('finds the records of one person without labels', async () => {
		const { cdp } = await setUp();
		await put(cdp, rows);
		const result = await find(cdp);
		const { precision, recall } = score(await partition(cdp));
		expect(precision).toBeGreaterThan(0.98);
		expect(recall).toBeGreaterThan(0.8);
	});
});
