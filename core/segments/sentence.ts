import type { Condition } from '../model/segment';
import { operatorOf } from './operators/registry';

/** A condition as a sentence a marketer reads. */
export function say(condition: Condition): string {
	return operatorOf(condition).say(condition, say);
}
