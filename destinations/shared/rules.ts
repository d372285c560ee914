import type { IdentifierRule } from '../../core/delivery/destination';
import type { Normaliser } from '../../core/delivery/normalise/unusable';

/** SHA-256 in hex, as most platforms want it. */
export const hashed = (normalise: Normaliser): IdentifierRule => ({ normalise, hash: 'hex' });

/** The same for what only helps to find somebody who has another identifier. */
export const hashedHelp = (normalise: Normaliser): IdentifierRule => ({ normalise, hash: 'hex', helps: true });
