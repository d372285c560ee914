import { createHmac, randomBytes } from 'node:crypto';
import { InputError } from '../model/errors';
import type { Call } from '../model/call';
import type { Identifier } from '../model/identifier';
import { normalise } from '../identity/normalise';
import type { Tables } from '../ports';

/** The store's own secret: without it nobody can try addresses against the hashes. Made at the first erasure. */
const KEY = 'suppress key';
/** The reason that rejected rows carry. */
export const SUPPRESSED = 'suppressed';

const hashOf = (key: string, { type, value }: Identifier): string =>
	createHmac('sha256', Buffer.from(key, 'hex')).update(`${type}\u0001${value}`).digest('base64url');

/** Keeps these identifiers out from now on. */
export async function suppress(tables: Tables, of: Identifier[], erasure: number, time: number): Promise<void> {
	let key = await tables.meta.get(KEY);
	if (key === undefined) await tables.meta.set(KEY, (key = randomBytes(32).toString('hex')));
	const secret = key;
	await tables.erasures.suppress(of.map((identifier) => ({ hash: hashOf(secret, identifier), erasure, time })));
}

/** Lets somebody come in again. Throws InputError IDENTIFIER when the value is none. */
export async function unsuppress(tables: Tables, { type, value }: Identifier): Promise<{ unsuppressed: boolean }> {
	const normalised = normalise(type, value);
	if ('refused' in normalised)
		throw new InputError(`The ${type} ${normalised.refused}.`, 'Write it as it was known.', 'IDENTIFIER');
	const key = await tables.meta.get(KEY);
	if (key === undefined) return { unsuppressed: false };
	return { unsuppressed: (await tables.erasures.unsuppress([hashOf(key, normalised.identifier)])) > 0 };
}

/** For each call where a suppressed identifier stands in it, or undefined. One statement, and none before the first erasure. */
export async function suppressedFields(
	tables: Tables,
	calls: readonly Call[],
): Promise<Array<{ field: string; reason: string } | undefined>> {
	const key = await tables.meta.get(KEY);
	if (key === undefined) return calls.map(() => undefined);
	const hashes = calls.map((call) => call.identifiers.map((identifier) => hashOf(key, identifier)));
	const found = new Set(await tables.erasures.suppressed([...new Set(hashes.flat())]));
	return calls.map((call, i) => {
		const at = hashes[i]?.findIndex((hash) => found.has(hash)) ?? -1;
		return at === -1 ? undefined : { field: call.fields[at] ?? '(call)', reason: SUPPRESSED };
	});
}
