import type { RuleBook } from '../identity/rules/book';
import type { ComputedDefinition, ComputedSummary } from '../model/computed';
import { InputError } from '../model/errors';
import type { ComputedRow, Store, Tables } from '../ports';
import { refold } from '../profiles/refold';
import { touchDerived } from '../segments/touch';
import { kindOf } from './kinds/registry';
import { fittedOf } from './population';

const PAGE = 5_000;

/** Creates or replaces a definition; another computation makes the next run a full one, another name does not. */
export function saveDefinition(store: Store, definition: ComputedDefinition): Promise<ComputedSummary> {
	return store.write(async (tables) => {
		const old = await tables.computed.byKey(definition.key);
		if (!old) await refuseTaken(tables, definition.key);
		await refuseComputedSource(tables, definition);
		const same = old && meaning(JSON.parse(old.definition) as ComputedDefinition) === meaning(definition);
		const row: ComputedRow = {
			key: definition.key,
			definition: JSON.stringify(definition),
			evaluated_at: same ? old.evaluated_at : null,
			evaluated_seq: same ? old.evaluated_seq : null,
			fitted: same ? old.fitted : null,
			members: old?.members ?? 0,
		};
		await tables.computed.put(row);
		// From now on it is a trait that lists show, as if it had been seen once.
		if (!old) await tables.catalog.countTraits([{ trait: row.key, count: 1 }]);
		return summaryOf(row);
	});
}

const meaning = ({ compute }: ComputedDefinition): string => JSON.stringify(compute);

async function refuseTaken(tables: Tables, key: string): Promise<void> {
	if ((await tables.computed.observers(key, 0, 1)).length === 0) return;
	throw new InputError(
		`“${key}” is a trait that a source writes.`,
		'Choose another key: a trait is either said or computed.',
		'COMPUTED_TRAIT_TAKEN',
	);
}

/** One computed trait made of another would need an order of evaluation. */
async function refuseComputedSource(tables: Tables, { compute }: ComputedDefinition): Promise<void> {
	const trait = kindOf(compute).trait?.(compute);
	if (trait === undefined || !(await tables.computed.byKey(trait))) return;
	throw new InputError(
		`The computed trait is not valid at compute.trait: “${trait}” is computed itself.`,
		'Name a trait that a source writes.',
		'COMPUTED_DEFINITION',
	);
}

/** Removes a definition with its values. What sources said of that trait in the meantime shows again. */
export async function removeDefinition(
	store: Store,
	key: string,
	book: (tables: Tables) => Promise<RuleBook>,
): Promise<void> {
	for (let left = true; left;) {
		left = await store.write((tables) => clear(tables, key));
		await store.breathe();
	}
	await store.write(async (tables) => {
		while (await clear(tables, key));
		const row = await tables.computed.byKey(key);
		await tables.computed.remove(key);
		if (row) await tables.catalog.countTraits([{ trait: key, count: -1 - row.members }]);
		for (let last = 0; ;) {
			const page = await tables.computed.observers(key, last, PAGE);
			if (page.length === 0) break;
			const of = page.map((profile) => ({ profile, key }));
			await refold(tables, of, await book(tables));
			await touchDerived(tables, page);
			last = page.at(-1) ?? last;
		}
	});
}

/** Takes some values away; true while there may be more. A run that is cut short begins anew: the marks go first. */
async function clear(tables: Tables, key: string): Promise<boolean> {
	const row = await tables.computed.byKey(key);
	if (row && row.evaluated_at !== null)
		await tables.computed.put({ ...row, evaluated_at: null, evaluated_seq: null, fitted: null });
	const page = await tables.computed.withValue(key, { after: 0, limit: PAGE });
	if (page.length === 0) return false;
	const of = page.map((profile) => ({ profile, key }));
	await tables.traits.remove(of);
	await tables.traits.removeInside(of);
	await touchDerived(tables, page);
	return true;
}

/** A line of the list. */
export function summaryOf(row: ComputedRow): ComputedSummary {
	const { name, compute } = JSON.parse(row.definition) as ComputedDefinition;
	const fitted = fittedOf(row);
	return {
		key: row.key,
		name,
		kind: compute.kind,
		sentence: kindOf(compute).say(compute),
		values: row.members,
		...(row.evaluated_at === null ? {} : { evaluatedAt: row.evaluated_at }),
		...(fitted?.model === undefined ? {} : { fitted: fitted.model }),
		...(fitted?.note === undefined ? {} : { note: fitted.note }),
	};
}
