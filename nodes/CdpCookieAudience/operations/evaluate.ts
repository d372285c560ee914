import { evaluateOperation } from '../../shared/membership/evaluate';
import { browsers } from '../browsers';

/** Saves and evaluates this cookie audience. */
export const evaluate = evaluateOperation(browsers);
