import type { SegmentCall } from '../source';
import { namedCall } from '../shared/identity';
import type { Ledger } from './ledger';
import type { OrderLine } from './line';

/** The rows of one invoice that stand together. */
export interface Invoice {
	invoice: string;
	customerKey: string;
	firstRow: number;
	first: OrderLine;
	lines: OrderLine[];
	value: number;
	/** Characters of its products as JSON, about. */
	chars: number;
}

/** An order whose products are longer than this is told in several calls; the engine takes 512 kB a call. */
const MAX_CHARS = 300_000;
/** What the keys and numbers of a product take as JSON. */
const PRODUCT_CHARS = 70;

/** True when the line belongs to the invoice that is open. */
export function opens(open: Invoice, line: OrderLine): boolean {
	return open.invoice === line.invoice && open.customerKey === line.customerKey;
}

/** True when further lines go into a further call. */
export function isFull(open: Invoice): boolean {
	return open.chars > MAX_CHARS;
}

/** Adds a row to its invoice. */
export function addLine(open: Invoice, line: OrderLine): void {
	open.lines.push(line);
	open.value += line.value;
	open.chars += PRODUCT_CHARS + line.product.length + line.description.length;
}

/** The calls of an invoice: who the customer is (once for each country), and the order. */
export function toCalls(invoice: Invoice, ledger: Ledger): SegmentCall[] {
	const { first } = invoice;
	const part = ledger.part(invoice.invoice);
	const timestamp = new Date(first.time).toISOString();
	const who = first.identity ?? { anonymousId: `order:${invoice.invoice}`, externalIds: [] };
	const order: SegmentCall = {
		...namedCall('track', who),
		event: part > 1 ? 'Order Updated' : first.isCancellation ? 'Order Cancelled' : 'Order Completed',
		messageId: part > 1 ? `order:${invoice.invoice}:${part}` : `order:${invoice.invoice}`,
		timestamp,
		properties: propertiesOf(invoice),
	};
	if (!first.identity || first.country === '' || !ledger.isNewCountry(invoice.customerKey, first.country))
		return [order];
	const customer = {
		...namedCall('identify', first.identity),
		messageId: `order-customer:${invoice.customerKey}:${first.country}`,
		timestamp,
		traits: { country: first.country },
	};
	return [customer, order];
}

function propertiesOf({ invoice, first, lines, value }: Invoice): Record<string, unknown> {
	return {
		order_id: invoice,
		revenue: rounded(value),
		...(first.currency === '' ? {} : { currency: first.currency }),
		...(first.country === '' ? {} : { country: first.country }),
		lines: lines.length,
		products: lines.map(productOf),
	};
}

function productOf({ product, description, price, quantity }: OrderLine): Record<string, unknown> {
	return {
		...(product === '' ? {} : { product_id: product }),
		...(description === '' ? {} : { name: description }),
		...(price === undefined ? {} : { price }),
		quantity,
	};
}

/** Sums of decimal fractions without the noise of binary ones; prices have at most four decimals. */
function rounded(value: number): number {
	return Math.round(value * 1e6) / 1e6;
}
