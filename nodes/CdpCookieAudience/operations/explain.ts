import { explainOperation } from '../../shared/membership/explain';
import { browsers } from '../browsers';

/** Why one browser is in a cookie audience or not. */
export const explain = explainOperation(browsers);
