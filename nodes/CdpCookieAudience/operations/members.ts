import { membersOperation } from '../../shared/membership/members';
import { browsers } from '../browsers';

/** Who is in a cookie audience. */
export const members = membersOperation(browsers);
