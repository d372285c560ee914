import type { Row, SourceExample } from '../source';

const row = (InvoiceNo: string, CustomerID: string, more: Row = {}): Row => ({
	InvoiceNo,
	StockCode: '85123A',
	Description: 'T-LIGHT HOLDER',
	Quantity: '6',
	InvoiceDate: '2010-12-01 08:26:00',
	UnitPrice: '2.55',
	CustomerID,
	Country: 'France',
	...more,
});
const product = { product_id: '85123A', name: 'T-LIGHT HOLDER', price: 2.55, quantity: 6 };
const timestamp = '2010-12-01T08:26:00.000Z';
const who = { context: { externalIds: [{ type: 'customer', id: '17850' }] } };
const order = (id: string, revenue: number, products: object[]) =>
	({ order_id: id, revenue, country: 'France', lines: products.length, products }) as never;

/** Rows of real shape: several lines an order, cancellations, no customer, stragglers. */
export const examples: SourceExample[] = [
	{
		title: 'rows of one invoice are one order; the customer gets a country once',
		rows: [
			row('536365', '17850.0'),
			row('536365', '17850.0', { StockCode: '22752', Description: 'BOXES', Quantity: '2', UnitPrice: '7.65' }),
			row('536366', '17850.0'),
		],
		calls: [
			{ type: 'identify', ...who, messageId: 'order-customer:17850:France', timestamp, traits: { country: 'France' } },
			{
				type: 'track',
				...who,
				event: 'Order Completed',
				messageId: 'order:536365',
				timestamp,
				properties: order('536365', 30.6, [product, { product_id: '22752', name: 'BOXES', price: 7.65, quantity: 2 }]),
			},
			{
				type: 'track',
				...who,
				event: 'Order Completed',
				messageId: 'order:536366',
				timestamp,
				properties: order('536366', 15.3, [product]),
			},
		],
		counts: { invoices: 2, customers: 1, rowsWithoutCustomer: 0, cancellationRows: 0, revenue: 45.9 },
	},
	{
		title: 'a cancellation counts against revenue',
		rows: [row('C536379', '', { Quantity: '-6' })],
		calls: [
			{
				type: 'track',
				anonymousId: 'order:C536379',
				event: 'Order Cancelled',
				messageId: 'order:C536379',
				timestamp,
				properties: order('C536379', -15.3, [{ ...product, quantity: -6 }]),
			},
		],
		counts: { invoices: 1, customers: 0, rowsWithoutCustomer: 1, cancellationRows: 1, revenue: -15.3 },
	},
	{
		title: 'rows of an invoice that come later are an update, none is lost',
		rows: [row('1', ''), row('2', ''), row('1', '')],
		calls: [
			{
				type: 'track',
				anonymousId: 'order:1',
				event: 'Order Completed',
				messageId: 'order:1',
				timestamp,
				properties: order('1', 15.3, [product]),
			},
			{
				type: 'track',
				anonymousId: 'order:2',
				event: 'Order Completed',
				messageId: 'order:2',
				timestamp,
				properties: order('2', 15.3, [product]),
			},
			{
				type: 'track',
				anonymousId: 'order:1',
				event: 'Order Updated',
				messageId: 'order:1:2',
				timestamp,
				properties: order('1', 15.3, [product]),
			},
		],
		counts: { invoices: 2, customers: 0, rowsWithoutCustomer: 3, cancellationRows: 0, revenue: 45.9 },
	},
	{
		title: 'a file with one total an order, European numbers and dates',
		rows: [
			{
				Bestellnummer: 'B-1',
				Datum: '24.12.2023 18:05',
				'E-Mail': 'a@b.example',
				Betrag: '1.234,50 €',
				currency_code: 'eur',
			},
		],
		calls: [
			{
				type: 'track',
				context: { traits: { email: 'a@b.example' } },
				event: 'Order Completed',
				messageId: 'order:B-1',
				timestamp: '2023-12-24T18:05:00.000Z',
				properties: { order_id: 'B-1', revenue: 1234.5, currency: 'EUR', lines: 1, products: [{ quantity: 1 }] },
			},
		],
	},
	{
		title: 'rows that cannot be used say why, and the others go on',
		rows: [
			row('', '1'),
			row('3', '1', { Quantity: 'six' }),
			row('3', '1', { InvoiceDate: '2010-02-31 08:26:00' }),
			row('3', '1', { UnitPrice: '' }),
		],
		calls: [],
		rejected: [
			{ row: 1, field: 'invoice', reason: 'is missing' },
			{ row: 2, field: 'quantity', reason: 'is not a number' },
			{ row: 3, field: 'date', reason: 'is not a date' },
			{ row: 4, field: 'price', reason: 'is missing' },
		],
	},
];
