import { people, PEOPLE_COLUMNS } from '../../../bench/identity/people';
import type { Cdp } from '../../../core/cdp';
import { seededRandom } from '../../../core/identity/match/random';
import type { DuplicateOptions, DuplicateProgress, ReviewSide } from '../../../core/model/duplicate';
import type { Identifier } from '../../../core/model/identifier';
import { TRUSTED } from '../engines';

/** Works until it is done. */
export async function find(cdp: Cdp, options: DuplicateOptions = {}): Promise<DuplicateProgress> {
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
export const rows: Row[] = [...people({ rows: 160, seed: 5 })];

/** The entity of each record; the records' own names say nothing. */
const entityOf = new Map(rows.map(([id = ''], at) => [nameOf(at), id.slice(0, id.indexOf('-'))]));
const truth = (name: string): string => entityOf.get(name) ?? '';
export function nameOf(at: number): string {
	return `r${((at + 1) * 7919) % 100_003}`;
}
const record = (at: number) => ({ type: 'record', value: nameOf(at) });

/** One call a row: a number of its own and the row's cells as traits. */
export const callOf = (at: number) => {
	const [, ...cells] = rows[at] as Row;
	return {
		type: 'identify',
		messageId: `m-${at}`,
		timestamp: '2026-05-01T00:00:00.000Z',
		traits: Object.fromEntries(cells.flatMap((cell, c) => (cell === '' ? [] : [[PEOPLE_COLUMNS[c], cell]]))),
		context: { externalIds: [{ type: 'record', id: nameOf(at), collection: 'users', encoding: 'none' }] },
	};
};
export const everybody = rows.map((_, at) => at);

export const put = (cdp: Cdp, given: readonly number[]) => cdp.ingest.calls(given.map(callOf), TRUSTED);

/** Who is together, by record names. */
export async function partition(cdp: Cdp): Promise<string[][]> {
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

export function score(groups: string[][]): { precision: number; recall: number } {
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

export function shuffled(list: readonly number[], seed: number): number[] {
	const random = seededRandom(seed);
	return list
		.map((item) => [item, random()] as const)
		.sort((a, b) => a[1] - b[1])
		.map(([item]) => item);
}

/** Two records of one person that the matcher links, by place. */
export async function aMatch(cdp: Cdp): Promise<[Identifier, Identifier]> {
	const { items } = await cdp.identity.reviews({ state: 'linked' });
	const of = (side: { identifiers: Identifier[] }) => side.identifiers.find(({ type }) => type === 'record');
	return [of(items[0]?.a as ReviewSide), of(items[0]?.b as ReviewSide)] as [Identifier, Identifier];
}

export const strict: DuplicateOptions = { linkAbove: 1 - 1e-9, reviewAbove: 0.05 };
export const open = async (cdp: Cdp) => (await cdp.identity.reviews({ limit: 200 })).items;

/** No trait of these is kept. */
export const nobody = Object.fromEntries(PEOPLE_COLUMNS.map((column) => [column, null]));

export function nameAt({ value }: Identifier): number {
	return everybody.find((at) => record(at).value === value) as number;
}
