import { previewOperation } from '../../shared/membership/preview';
import { browsers } from '../browsers';

/** Size and sample of this cookie audience, without saving it. */
export const preview = previewOperation(browsers);
