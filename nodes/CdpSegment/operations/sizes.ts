import { sizesOperation } from '../../shared/membership/sizes';
import { people } from '../people';

/** How the size of a segment changed. */
export const sizes = sizesOperation(people);
