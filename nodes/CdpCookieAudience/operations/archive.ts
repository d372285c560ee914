import { archiveOperation } from '../../shared/membership/archive';
import { browsers } from '../browsers';

/** Removes a saved audience. */
export const archive = archiveOperation(browsers);
