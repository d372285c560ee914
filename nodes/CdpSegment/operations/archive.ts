import { archiveOperation } from '../../shared/membership/archive';
import { people } from '../people';

/** Removes a saved segment. */
export const archive = archiveOperation(people);
