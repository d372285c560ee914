import { evaluateOperation } from '../../shared/membership/evaluate';
import { people } from '../people';

/** Saves and evaluates this segment. */
export const evaluate = evaluateOperation(people);
