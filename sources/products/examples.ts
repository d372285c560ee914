import type { SourceExample } from '../source';

/** A shop's own list, and a product feed. */
export const examples: SourceExample[] = [
	{
		title: 'a list of a shop',
		rows: [
			{ SKU: 'BI100', Name: 'City 7', Category: 'bikes', Brand: 'Velo', Price: '898,95', Currency: 'eur', Stock: '4' },
			{ SKU: '007', Name: 'Bell', Price: '', Stock: '0' },
		],
		calls: [
			{ sku: 'BI100', name: 'City 7', category: 'bikes', brand: 'Velo', price: 898.95, stock: 4, currency: 'EUR' },
			{ sku: '007', name: 'Bell', stock: 0 },
		],
	},
	{
		title: 'a product feed with prices and availability in words',
		rows: [
			{
				id: 'HE1',
				title: 'Urban Shell',
				link: 'https://shop.example/he1',
				image_link: 'https://shop.example/he1.jpg',
				price: '59.00 EUR',
				availability: 'in stock',
				product_type: 'helmets',
			},
			{ id: 'HE2', title: 'Race Air', price: '79 EUR', availability: 'out of stock' },
		],
		calls: [
			{
				sku: 'HE1',
				name: 'Urban Shell',
				category: 'helmets',
				url: 'https://shop.example/he1',
				image: 'https://shop.example/he1.jpg',
				price: 59,
				stock: 1,
				currency: 'EUR',
			},
			{ sku: 'HE2', name: 'Race Air', price: 79, stock: 0, currency: 'EUR' },
		],
	},
	{
		title: 'rows without a code, or with a price that is none',
		rows: [{ name: 'Lamp' }, { sku: 'L1', price: 'ask us' }, { sku: 'L2', stock: 'some' }],
		calls: [],
		rejected: [
			{ row: 1, field: 'sku', reason: 'is missing' },
			{ row: 2, field: 'price', reason: 'is not a number' },
			{ row: 3, field: 'stock', reason: 'is not a number' },
		],
	},
];
