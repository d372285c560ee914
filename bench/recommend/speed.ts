import path from 'node:path';
import { openCdp, type Cdp } from '../../index';
import { generator } from '../mix';
import { row, type Row } from '../row';
import { inTemporaryFolder } from '../temporary';

const PRODUCTS = 100_000;
const EVENTS = 200_000;
const ONE_BY_ONE = 1_000;
const BATCH = 1_000;
const ORIGIN = { source: 'bench', verified: true, historical: true };

/** Counting and answering in a shop of 100,000 products. */
export const speed = (scale: number): Promise<Row[]> =>
	inTemporaryFolder(async (folder) => {
		const products = Math.max(2_000, Math.round(PRODUCTS * scale));
		const events = Math.max(4_000, Math.round(EVENTS * scale));
		const cdp = await openCdp({ storeUrl: `sqlite:${path.join(folder, 'store.db')}` });
		const random = generator(5);
		await fill(cdp, products, events, random);
		const started = performance.now();
		const counted = await drain(cdp);
		const perSecond = counted / ((performance.now() - started) / 1000);
		const { one, asked } = await oneByOne(cdp, products, events, random);
		await cdp.close();
		const about = `reference: the limit; ${products} products, ${events} views`;
		const waited = `of the ${counted} still waiting after ingest`;
		return [
			row('recommend, events counted a second', perSecond, 2_000, { atLeast: 1 }, `${waited}; ${about}`),
			row(
				'recommend, one event counted, p99',
				at(one, 0.99),
				20,
				{ atMost: 1 },
				`ms until answers know it, durable; ${about}`,
			),
			row('recommend, one answer, p50', at(asked, 0.5), 3, { atMost: 1 }, `ms; ${about}`),
			row('recommend, one answer, p99', at(asked, 0.99), 15, { atMost: 1 }, `ms; ${about}`),
		];
	});

async function fill(cdp: Cdp, products: number, events: number, random: () => number): Promise<void> {
	for (let from = 0; from < products; from += BATCH)
		await cdp.ingest.products(
			Array.from({ length: BATCH }, (_, i) => ({
				sku: `s${from + i}`,
				name: `Product ${from + i}`,
				category: `c${(from + i) % 200}`,
			})),
			ORIGIN,
		);
	for (let from = 0; from < events; from += BATCH)
		await cdp.ingest.calls(
			Array.from({ length: BATCH }, (_, i) => view(from + i, products, random)),
			ORIGIN,
		);
}

async function oneByOne(cdp: Cdp, products: number, events: number, random: () => number) {
	const one: number[] = [];
	const asked: number[] = [];
	for (let i = 0; i < ONE_BY_ONE; i++) {
		const call = view(events + i, products, random);
		await cdp.ingest.calls([call], ORIGIN);
		one.push(await timed(() => drain(cdp)));
		const identifier = { type: 'anonymous_id', value: call.anonymousId };
		asked.push(await timed(() => cdp.recommend.for({ identifier })));
	}
	return { one, asked };
}

const at = (times: number[], share: number): number =>
	[...times].sort((a, b) => a - b)[Math.floor(times.length * share)] as number;

async function drain(cdp: Cdp): Promise<number> {
	for (let events = 0; ;) {
		const progress = await cdp.recommend.refresh({ ms: 5_000 });
		events += progress.events;
		if (progress.done) return events;
	}
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const from = performance.now();
	await work();
	return performance.now() - from;
}

/** A browser keeps to a corner of the shop; some products are far more popular. */
function view(n: number, products: number, random: () => number) {
	const browser = Math.floor(random() * (products / 4));
	const corner = (browser * 37) % products;
	const sku =
		random() < 0.7 ? (corner + Math.floor(random() ** 2 * 60)) % products : Math.floor(random() ** 3 * products);
	return {
		type: 'track',
		event: 'Product Viewed',
		anonymousId: `b${browser}`,
		timestamp: new Date(Date.UTC(2026, 0, 1) + n * 20_000).toISOString(),
		messageId: `v${n}`,
		properties: { product_id: `s${sku}`, category: `c${sku % 200}` },
	};
}
