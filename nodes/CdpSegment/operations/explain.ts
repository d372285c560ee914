import { explainOperation } from '../../shared/membership/explain';
import { people } from '../people';

/** Why one person is in a segment or not. */
export const explain = explainOperation(people);
