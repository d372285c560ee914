import { previewOperation } from '../../shared/membership/preview';
import { people } from '../people';

/** Size and sample of this segment, without saving it. */
export const preview = previewOperation(people);
