import { membersOperation } from '../../shared/membership/members';
import { people } from '../people';

/** Who is in a segment. */
export const members = membersOperation(people);
