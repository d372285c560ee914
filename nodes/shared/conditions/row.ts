import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../../index';
import type { Condition } from '../../../index';
import { locatorText } from '../locator';

/** A row as the editor keeps it. */
export type RowValues = Record<string, unknown>;

/** One kind of condition a marketer can add: its fields, and how a filled-in row becomes a condition. */
export interface ConditionRow {
	/** Under which the rows are kept in the workflow; never renamed. */
	name: string;
	displayName: string;
	values: INodeProperties[];
	read(row: RowValues): Condition;
}

/** The text of a field that must be filled in. */
export function neededText(row: RowValues, field: string, label: string): string {
	const text = locatorText(row[field]);
	if (text === '') {
		throw new InputError(`A condition has no ${label}`, `Choose the ${label} from the list or type its name.`);
	}
	return text;
}

/** The number of a field that must hold one. */
export function neededNumber(row: RowValues, field: string, label: string): number {
	const number = Number(row[field]);
	if (row[field] === '' || row[field] === undefined || !Number.isFinite(number)) {
		throw new InputError(`A condition has no ${label}`, `Fill in the ${label} as a number.`);
	}
	return number;
}
