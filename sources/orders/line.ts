import { isEmpty } from '../shared/columns';
import { identityOf, type Identity } from '../shared/identity';
import { readCode, readNumber } from '../shared/values';
import type { Row } from '../source';

/** How dates and phones of the file are read. */
export interface LineSettings {
	readDate: (value: unknown) => number | undefined;
	defaultRegion: string | undefined;
}

/** One row of an order file. */
export interface OrderLine {
	invoice: string;
	isCancellation: boolean;
	/** Epoch ms. */
	time: number;
	product: string;
	description: string;
	quantity: number;
	/** Of one; undefined when the file only has totals. */
	price: number | undefined;
	/** price x quantity, or the row's total; negative in a cancellation, however the file writes it. */
	value: number;
	/** Undefined for an anonymous order. */
	identity: Identity | undefined;
	/** Tells customers apart within a file; empty for none. */
	customerKey: string;
	country: string;
	currency: string;
}

type Bad = { field: string; reason: string };

/** The row as numbers and dates, or the first field that is wrong. */
export function readLine(row: Row, settings: LineSettings): OrderLine | Bad {
	const invoice = readCode(row['invoice']);
	if (invoice === '') return { field: 'invoice', reason: 'is missing' };
	const time = settings.readDate(row['date']);
	if (time === undefined) return { field: 'date', reason: isEmpty(row['date']) ? 'is missing' : 'is not a date' };
	const amounts = readAmounts(row);
	if ('reason' in amounts) return amounts;
	const identity = identityOf(
		{ customer: row['customer'], email: row['email'], user_id: row['user_id'] },
		settings.defaultRegion,
	);
	const isCancellation = /^c/i.test(invoice);
	return {
		invoice,
		isCancellation,
		time,
		product: readCode(row['product']),
		description: typeof row['description'] === 'string' ? row['description'].trim() : '',
		...amounts,
		value: isCancellation ? -Math.abs(amounts.value) + 0 : amounts.value,
		identity,
		customerKey: identity ? (identity.externalIds[0]?.id ?? identity.userId ?? identity.email ?? '') : '',
		country: readCode(row['country']),
		currency: readCode(row['currency']).toUpperCase(),
	};
}

function readAmounts(row: Row): Pick<OrderLine, 'quantity' | 'price' | 'value'> | Bad {
	const hasTotal = !isEmpty(row['total']);
	if (isEmpty(row['quantity']) && !hasTotal) return { field: 'quantity', reason: 'is missing' };
	const quantity = isEmpty(row['quantity']) ? 1 : readNumber(row['quantity']);
	if (quantity === undefined) return { field: 'quantity', reason: 'is not a number' };
	const price = isEmpty(row['price']) ? undefined : readNumber(row['price']);
	if (price === undefined && (!isEmpty(row['price']) || !hasTotal))
		return { field: 'price', reason: isEmpty(row['price']) ? 'is missing' : 'is not a number' };
	if (price !== undefined) return { quantity, price, value: price * quantity };
	const total = readNumber(row['total']);
	return total === undefined ? { field: 'total', reason: 'is not a number' } : { quantity, price, value: total };
}
