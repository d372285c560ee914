import { getManyOperation } from '../../shared/membership/getMany';
import { people } from '../people';

/** The saved segments. */
export const getMany = getManyOperation(people);
