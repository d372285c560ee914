import type { Operation } from '../../shared/operation';
import { addToList } from './addToList';
import { consentHistory } from './consentHistory';
import { erase } from './erase';
import { exportProfile } from './export';
import { forget } from './forget';
import { get } from './get';
import { getMany } from './getMany';
import { removeFromList } from './removeFromList';
import { setConsent } from './setConsent';
import { timeline } from './timeline';
import { update } from './update';

/** The operations of CDP Profile. */
export const operations: Operation[] = [
	get,
	getMany,
	update,
	timeline,
	setConsent,
	consentHistory,
	exportProfile,
	erase,
	forget,
	addToList,
	removeFromList,
];
