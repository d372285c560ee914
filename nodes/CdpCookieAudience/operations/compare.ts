import { compareOperation } from '../../shared/membership/compare';
import { browsers } from '../browsers';

/** How far audiences overlap. */
export const compare = compareOperation(browsers);
