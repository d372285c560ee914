import type { Conversion, Row, Source, SourceOutput, SourceSettings } from '../source';
import { dateReader } from '../shared/dates';
import { createTally } from './tally';
import { readLine } from './line';
import { addLine, isFull, opens, toCalls, type Invoice } from './invoice';
import { createLedger } from './ledger';

/** Order lines, online or from the point of sale: rows of one invoice become one order. */
export const orders: Source = Object.freeze<Source>({
	slug: 'orders',
	name: 'Orders',
	description: 'Order lines: rows of one invoice become one Order Completed (or Order Cancelled) event',
	fields: [
		{
			key: 'invoice',
			description: 'Number of the invoice or order',
			required: true,
			synonyms: [
				'InvoiceNo',
				'invoice_number',
				'invoice_id',
				'order_id',
				'order_no',
				'order_number',
				'order',
				'bestellnummer',
				'receipt',
			],
		},
		{
			key: 'product',
			description: 'Code of the product',
			synonyms: ['StockCode', 'product_id', 'product_code', 'sku', 'article', 'item_id', 'artikelnummer'],
		},
		{
			key: 'description',
			description: 'Name of the product',
			synonyms: ['product_name', 'item_name', 'item', 'name', 'artikel'],
		},
		{
			key: 'quantity',
			description: 'How many; negative for goods sent back',
			synonyms: ['qty', 'amount_of_items', 'units', 'menge'],
		},
		{
			key: 'date',
			description: 'Moment of the order',
			required: true,
			synonyms: ['InvoiceDate', 'order_date', 'ordered_at', 'created_at', 'timestamp', 'time', 'datum'],
		},
		{ key: 'price', description: 'Price of one', synonyms: ['UnitPrice', 'item_price', 'price_per_unit', 'preis'] },
		{
			key: 'total',
			description: 'Value of the row, when there is no price',
			synonyms: ['line_total', 'revenue', 'order_total', 'order_value', 'betrag'],
		},
		{
			key: 'customer',
			description: 'Customer number; rows without one are anonymous orders',
			synonyms: ['CustomerID', 'customer_number', 'customer_no', 'client_id', 'kundennummer'],
		},
		{
			key: 'email',
			description: 'E-mail address of the customer',
			synonyms: ['e-mail', 'mail', 'email_address', 'customer_email'],
		},
		{ key: 'user_id', description: 'Id of the account', synonyms: ['account_id', 'uid'] },
		{ key: 'country', description: 'Country of the customer', synonyms: ['country_code', 'land'] },
		{ key: 'currency', description: 'ISO code, e.g. EUR', synonyms: ['currency_code', 'waehrung'] },
	],
	gives: 'calls',
	reads: 'records',
	start,
});

/** Keeps the numbers of invoices and customers, and the rows of one open invoice; never the file. */
function start(settings: SourceSettings): Conversion {
	const tally = createTally();
	const ledger = createLedger();
	const lineSettings = { readDate: dateReader(settings), defaultRegion: settings.defaultRegion };
	let open: Invoice | undefined;
	const close = (): SourceOutput['items'] => {
		if (!open) return [];
		const invoice = open;
		open = undefined;
		tally.closed(invoice);
		// Its rows are not kept until the engine has answered: a thousand invoices are twenty thousand rows.
		return toCalls(invoice, ledger).map((item) => ({ item, row: invoice.firstRow, record: item }));
	};
	const take = (row: Row, number: number, record: unknown): SourceOutput => {
		const line = readLine(row, lineSettings);
		if ('reason' in line)
			return { items: [], rejected: [{ row: number, field: line.field, reason: line.reason, record }] };
		tally.line(line);
		const items = open && (!opens(open, line) || isFull(open)) ? close() : [];
		open ??= {
			invoice: line.invoice,
			customerKey: line.customerKey,
			firstRow: number,
			first: line,
			lines: [],
			value: 0,
			chars: 0,
		};
		addLine(open, line);
		return { items, rejected: [] };
	};
	return { take, end: () => ({ items: close(), rejected: [] }), counts: tally.counts };
}
