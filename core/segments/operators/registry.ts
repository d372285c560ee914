import type { Condition, GroupCondition } from '../../model/segment';
import type { Operator } from '../operator';
import { all } from './all';
import { any } from './any';
import { consent } from './consent';
import { event } from './event';
import { frequency } from './frequency';
import { identifier } from './identifier';
import { list } from './list';
import { not } from './not';
import { random } from './random';
import { regular } from './regular';
import { restarted } from './restarted';
import { segment } from './segment';
import { sequence } from './sequence';
import { stopped } from './stopped';
import { trait } from './trait';
import { visits } from './visits';

/** One line an operator; a kind without one does not compile, and a test compares this with the folder. */
export const operators: {
	[K in Condition['kind']]: Operator<
		K extends GroupCondition['kind'] ? GroupCondition : Extract<Condition, { kind: K }>
	>;
} = {
	all,
	any,
	not,
	trait,
	event,
	sequence,
	regular,
	stopped,
	restarted,
	frequency,
	visits,
	segment,
	list,
	consent,
	identifier,
	random,
};

/** The operator of a condition, typed as able to read it. */
export function operatorOf(condition: Condition): Operator<Condition> {
	return operators[condition.kind];
}
