import type { Page } from '../../index';
import type { OperationCall, Outputs } from './operation';
import { toItems } from './operation';

/** Reads "Limit" and "After" of the form. */
export function readPage(call: OperationCall): { limit: number; after?: string } {
	const after = call.parameter<string>('after', '');
	return { limit: call.parameter<number>('limit', 50), ...(after === '' ? {} : { after }) };
}

/** The rows of a page; the last one carries `next` when there is more. */
export function pageItems<T extends object>(page: Page<T>): Outputs {
	const rows: object[] = [...page.items];
	if (page.next !== undefined && rows.length > 0) {
		rows[rows.length - 1] = { ...rows[rows.length - 1], next: page.next };
	}
	return [toItems(rows)];
}
