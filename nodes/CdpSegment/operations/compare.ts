import { compareOperation } from '../../shared/membership/compare';
import { people } from '../people';

/** How far segments overlap. */
export const compare = compareOperation(people);
