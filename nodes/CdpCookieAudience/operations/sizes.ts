import { sizesOperation } from '../../shared/membership/sizes';
import { browsers } from '../browsers';

/** How the size of a audience changed. */
export const sizes = sizesOperation(browsers);
