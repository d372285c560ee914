import { normalise } from '../identity/normalise';
import type { Identifier } from '../model/identifier';
import type { ListAdded } from '../model/list';
import { storable } from '../model/text';
import type { Tables } from '../ports';
import { readPublicId } from '../profiles/publicId';

type Rejected = ListAdded['rejected'][number];
const MAX_TYPE = 100;

/** Identifiers as the store would keep them, and the reasons for those it would not. A profile's public id stands for its oldest identifier. */
export async function read(
	tables: Pick<Tables, 'identifiers'>,
	given: unknown[],
	from: number,
): Promise<{ good: Identifier[]; rejected: Rejected[] }> {
	const good: Identifier[] = [];
	const rejected: Rejected[] = [];
	for (const [i, one] of given.entries()) {
		const found = await readOne(tables, one);
		if ('reason' in found) rejected.push({ index: from + i, ...found });
		else good.push(found);
	}
	return { good, rejected };
}

async function readOne(
	tables: Pick<Tables, 'identifiers'>,
	given: unknown,
): Promise<Identifier | Omit<Rejected, 'index'>> {
	const { type, value } = (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>;
	if (typeof type !== 'string' || type.trim() === '') return { field: 'type', reason: 'is missing' };
	if (typeof value !== 'string') return { field: 'value', reason: 'must be text' };
	const kind = storable(type).trim();
	if (kind.length > MAX_TYPE) return { field: 'type', reason: `is longer than ${MAX_TYPE} characters` };
	if (kind === 'profile') return ofProfile(tables, value);
	const normalised = normalise(kind, value);
	return 'refused' in normalised ? { field: 'value', reason: normalised.refused } : normalised.identifier;
}

async function ofProfile(
	tables: Pick<Tables, 'identifiers'>,
	value: string,
): Promise<Identifier | Omit<Rejected, 'index'>> {
	const number = readPublicId(value.trim());
	const [row] = number === undefined ? [] : await tables.identifiers.byId([number]);
	return row ? { type: row.type, value: row.value } : { field: 'value', reason: 'is the id of no profile' };
}
