import { createHash } from 'node:crypto';
import type { Identifier } from '../model/identifier';

const STEPS = 10_000;

/**
 * From 0 to 99.99, drawn by an identifier: the same for ever, on every machine. A profile draws by its oldest identifier,
 * so the lot stays through logins and further devices; after a merge it is that of the older side, after its undo as before.
 */
export function lotOf({ type, value }: Identifier, seed: string): number {
	const hash = createHash('sha256').update(`${seed}\u0001${type}\u0001${value}`).digest();
	return (hash.readUIntBE(0, 6) % STEPS) / 100;
}
