import type { Condition, GroupCondition } from '../../model/segment';
import type { Operator } from '../operator';
import { all } from './all';
import { any } from './any';
import { event } from './event';
import { not } from './not';
import { trait } from './trait';

/** One line an operator; a kind without one does not compile, and a test compares this with the folder. */
export const operators: {
	[K in Condition['kind']]: Operator<
		K extends GroupCondition['kind'] ? GroupCondition : Extract<Condition, { kind: K }>
	>;
} = { all, any, not, trait, event };

/** The operator of a condition, typed as able to read it. */
export function operatorOf(condition: Condition): Operator<Condition> {
	return operators[condition.kind];
}
