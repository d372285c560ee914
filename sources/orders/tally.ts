import type { Invoice } from './invoice';
import type { OrderLine } from './line';

/** The counts of an order file. */
export interface Tally {
	line(line: OrderLine): void;
	closed(invoice: Invoice): void;
	counts(): Record<string, number>;
}

/** A fresh tally for one file. Customers and invoices are counted by number, each once. */
export function createTally(): Tally {
	const customers = new Set<string>();
	const invoices = new Set<string>();
	let rowsWithoutCustomer = 0;
	let cancellationRows = 0;
	let revenue = 0;
	return {
		line: (line) => {
			if (line.customerKey === '') rowsWithoutCustomer++;
			else customers.add(line.customerKey);
			if (line.isCancellation) cancellationRows++;
			revenue += line.value;
		},
		closed: ({ invoice }) => void invoices.add(invoice),
		counts: () => ({
			invoices: invoices.size,
			customers: customers.size,
			rowsWithoutCustomer,
			cancellationRows,
			revenue: Math.round(revenue * 100) / 100,
		}),
	};
}
