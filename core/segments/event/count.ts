import type { EventCondition } from '../../model/segment';

/** How a number of times is compared: in words, in SQL, in memory. */
export const COUNTS = {
	atLeast: { say: 'at least', sql: '>=', holds: (a: number, b: number) => a >= b },
	atMost: { say: 'at most', sql: '<=', holds: (a: number, b: number) => a <= b },
	exactly: { say: 'exactly', sql: '=', holds: (a: number, b: number) => a === b },
	moreThan: { say: 'more than', sql: '>', holds: (a: number, b: number) => a > b },
	lessThan: { say: 'less than', sql: '<', holds: (a: number, b: number) => a < b },
} as const;

export const times = (n: number): string => (n === 1 ? 'once' : `${n} times`);

export const sayCount = ({ comparison, value }: EventCondition['count']): string =>
	`${COUNTS[comparison].say} ${times(value)}`;
