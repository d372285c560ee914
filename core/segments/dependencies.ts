import { InputError } from '../model/errors';
import type { SegmentDefinition } from '../model/segment';
import type { SegmentRow } from '../ports';
import { segmentsOf } from './condition';

const needs = (row: Pick<SegmentRow, 'definition'>): string[] =>
	segmentsOf((JSON.parse(row.definition) as SegmentDefinition).condition);

/** Each segment after those it asks for; ties by key. Cycles cannot be saved. */
export function inOrder(rows: readonly SegmentRow[]): SegmentRow[] {
	const byKey = new Map(rows.map((row) => [row.key, row]));
	const done = new Set<string>();
	const order: SegmentRow[] = [];
	const visit = (row: SegmentRow): void => {
		if (done.has(row.key)) return;
		done.add(row.key);
		for (const key of needs(row)) if (byKey.has(key)) visit(byKey.get(key) as SegmentRow);
		order.push(row);
	};
	for (const row of rows) visit(row);
	return order;
}

/** The segment and everything it asks for, in order. */
export function withNeeded(row: SegmentRow, rows: readonly SegmentRow[]): SegmentRow[] {
	const byKey = new Map(rows.map((one) => [one.key, one]));
	const wanted = new Set<string>();
	const visit = (one: SegmentRow | undefined): void => {
		if (!one || wanted.has(one.key)) return;
		wanted.add(one.key);
		for (const key of needs(one)) visit(byKey.get(key));
	};
	visit(row);
	return inOrder(rows.filter((one) => wanted.has(one.key)));
}

/** True when another segment asks for this one's members. */
export const isNeeded = (key: string, rows: readonly SegmentRow[]): boolean =>
	rows.some((row) => needs(row).includes(key));

/** Refuses a definition that asks for itself, with the way round, or for a segment that is not there. */
export function checkNeeds(definition: SegmentDefinition, rows: readonly SegmentRow[]): void {
	const conditions = new Map(rows.map((row) => [row.key, needs(row)]));
	conditions.set(definition.key, segmentsOf(definition.condition));
	const walk = (key: string, way: string[]): void => {
		for (const next of conditions.get(key) ?? []) {
			if (next === definition.key)
				throw new InputError(
					`The segment asks for itself: ${[...way, next].join(' → ')}.`,
					'Take it out of one of them.',
					'SEGMENT_CYCLE',
				);
			if (!conditions.has(next))
				throw new InputError(
					`There is no segment “${next}”, which “${key}” asks for.`,
					'Save that one first.',
					'SEGMENT_UNKNOWN',
				);
			if (!way.includes(next)) walk(next, [...way, next]);
		}
	};
	walk(definition.key, [definition.key]);
}
