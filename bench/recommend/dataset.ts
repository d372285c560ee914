import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { ROOT } from '../../demo/root';
import { generator } from '../mix';

/** An order of somebody: distinct products in the order of its lines. */
export interface Basket {
	customer: string;
	time: number;
	skus: string[];
}

/** The real order file (UCI Online Retail), when it lies beside the checkout. */
export const REAL_FILE = path.join(ROOT, '..', 'shared', 'data', 'events', 'online-retail.csv.gz');

/** Real orders of known customers, without cancellations; undefined where the file is not. */
export async function realBaskets(): Promise<Basket[] | undefined> {
	if (!existsSync(REAL_FILE)) return undefined;
	const baskets = new Map<string, Basket>();
	const rows = createReadStream(REAL_FILE)
		.pipe(createGunzip())
		.pipe(parse({ columns: true, relax_column_count: true }));
	for await (const row of rows as AsyncIterable<Record<string, string>>) {
		const { InvoiceNo = '', StockCode = '', CustomerID = '', Quantity = '', InvoiceDate = '' } = row;
		if (CustomerID === '' || /^c/i.test(InvoiceNo) || Number(Quantity) <= 0) continue;
		const time = Date.parse(`${InvoiceDate.replace(' ', 'T')}Z`);
		const basket = baskets.get(InvoiceNo) ?? { customer: CustomerID, time, skus: [] };
		baskets.set(InvoiceNo, basket);
		if (!basket.skus.includes(StockCode)) basket.skus.push(StockCode);
	}
	return [...baskets.values()].sort((a, b) => a.time - b.time);
}

const SHOP = { products: 3_000, themes: 60, customers: 4_000, baskets: 24_000 };

/**
 * A shop that is made up, seeded: products belong to themes that come and go with the months, people to three themes;
 * within a theme some products are far more popular than others.
 */
export function madeBaskets(scale: number): Basket[] {
	const random = generator(11);
	const start = Date.UTC(2025, 0, 1);
	const count = Math.max(3_000, Math.round(SHOP.baskets * scale));
	const customers = Math.max(500, Math.round(SHOP.customers * scale));
	const tastes = Array.from({ length: customers }, () => [0, 0, 0].map(() => Math.floor(random() * SHOP.themes)));
	const perTheme = SHOP.products / SHOP.themes;
	return Array.from({ length: count }, (_, i) => {
		const time = start + Math.floor((i / count) * 365 * 86_400_000);
		const customer = Math.floor(random() ** 1.5 * customers);
		const theme =
			random() < 0.85 ? (tastes[customer] as number[])[Math.floor(random() * 3)]! : Math.floor(random() * SHOP.themes);
		const season = Math.floor((i / count) * 6);
		const skus = Array.from({ length: 2 + Math.floor(random() * 9) }, () => {
			const place = Math.floor(random() ** 2 * perTheme);
			const from = random() < 0.8 ? theme : Math.floor(random() * SHOP.themes);
			return `t${from}-${random() < 0.5 ? place : (place + season * 7) % perTheme}`;
		});
		return { customer: `c${customer}`, time, skus: [...new Set(skus)] };
	});
}

/** What is known, and what is asked: who buys what next. */
export interface Split {
	train: Basket[];
	/** The next order of each customer that has a history, and two lines at least. */
	test: Basket[];
	skus: string[];
}

/** The last tenth of the time is what comes next; nothing of it is known before. */
export function split(baskets: Basket[], most: number): Split {
	const at = baskets[Math.floor(baskets.length * 0.9)]?.time ?? 0;
	const train = baskets.filter(({ time }) => time < at);
	const known = new Set(train.map(({ customer }) => customer));
	const skus = new Set(train.flatMap((basket) => basket.skus));
	const next = new Map<string, Basket>();
	for (const basket of baskets)
		if (basket.time >= at && known.has(basket.customer) && basket.skus.length > 1 && !next.has(basket.customer))
			next.set(basket.customer, basket);
	return { train, test: [...next.values()].slice(0, most), skus: [...skus] };
}
