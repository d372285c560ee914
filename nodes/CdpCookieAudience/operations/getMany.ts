import { getManyOperation } from '../../shared/membership/getMany';
import { browsers } from '../browsers';

/** The saved cookie audiences. */
export const getMany = getManyOperation(browsers);
