import { perRow, type RowResult } from '../shared/conversion';
import { isEmpty } from '../shared/columns';
import { readCode, readNumber } from '../shared/values';
import type { Row, Source } from '../source';

const TEXTS = ['name', 'category', 'brand', 'url', 'image'];

/** The catalogue: a row a product. The same sku replaces what was there. */
export const products: Source = Object.freeze<Source>({
	slug: 'products',
	name: 'Products',
	description: 'The catalogue for recommendations: code, name, category, price, stock',
	fields: [
		{
			key: 'sku',
			description: 'Code of the product, as events name it',
			required: true,
			synonyms: ['product_id', 'product_code', 'StockCode', 'item_id', 'id', 'article', 'artikelnummer'],
		},
		{
			key: 'name',
			description: 'What it is called',
			synonyms: ['title', 'product_name', 'item_name', 'Description', 'bezeichnung'],
		},
		{
			key: 'category',
			description: 'Its category',
			synonyms: ['product_type', 'item_category', 'google_product_category', 'kategorie'],
		},
		{ key: 'brand', description: 'Who makes it', synonyms: ['vendor', 'manufacturer', 'item_brand', 'marke'] },
		{
			key: 'price',
			description: 'Price of one; “9.95 EUR” is understood',
			synonyms: ['UnitPrice', 'item_price', 'preis'],
		},
		{ key: 'currency', description: 'ISO code, e.g. EUR', synonyms: ['currency_code', 'waehrung'] },
		{ key: 'url', description: 'Page of the product', synonyms: ['link', 'product_url', 'permalink'] },
		{ key: 'image', description: 'Address of a picture', synonyms: ['image_link', 'image_url', 'picture', 'bild'] },
		{
			key: 'stock',
			description: 'Pieces at hand; “in stock” and “out of stock” are understood',
			synonyms: ['quantity', 'inventory', 'availability', 'inventory_quantity', 'bestand'],
		},
	],
	gives: 'products',
	reads: 'records',
	start: () => perRow(convert),
});

function convert(row: Row): RowResult {
	const sku = readCode(row['sku']);
	if (sku === '') return { field: 'sku', reason: 'is missing' };
	const item: Row = { sku };
	for (const key of TEXTS) if (!isEmpty(row[key])) item[key] = String(row[key]).trim();
	const [price, code] = priceOf(row);
	for (const [key, value] of Object.entries({ price, stock: row['stock'] })) {
		if (isEmpty(value)) continue;
		const number = key === 'stock' ? stockOf(value) : readNumber(value);
		if (number === undefined) return { field: key, reason: 'is not a number' };
		item[key] = number;
	}
	const currency = readCode(row['currency']).toUpperCase() || code;
	return { items: [currency === '' ? item : { ...item, currency }] };
}

/** Product feeds write the currency behind the price. */
function priceOf({ price }: Row): [amount: unknown, currency: string] {
	const [, amount, code] = /^\s*(.+?)\s+([A-Z]{3})\s*$/.exec(typeof price === 'string' ? price : '') ?? [];
	return amount === undefined ? [price, ''] : [amount, code ?? ''];
}

const WORDS: Record<string, number> = {
	'in stock': 1,
	in_stock: 1,
	preorder: 1,
	backorder: 1,
	'out of stock': 0,
	out_of_stock: 0,
};

/** Feeds that give no number say in words whether there is any. */
const stockOf = (value: unknown): number | undefined => readNumber(value) ?? WORDS[String(value).trim().toLowerCase()];
