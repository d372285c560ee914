import path from 'node:path';
import { openCdp, type Cdp } from '../../index';
import { row, type Row } from '../row';
import { inTemporaryFolder } from '../temporary';
import { split, type Basket } from './dataset';
import { peerAnswers } from './peer';

const TOP = 20;
const MOST_QUESTIONS = 1_500;
const BATCH = 500;
const ORIGIN = { source: 'bench', verified: true, historical: true };

/** What is asked: who (or nobody), with what in the basket; and what came next. */
export interface Question {
	customer: string | undefined;
	/** What is known of the asker: the basket, or what was bought before. */
	context: string[];
	/** In the basket already. */
	never: string[];
	/** What was bought then. */
	targets: string[];
}

/** Share of questions with a hit among the first 20, and the mean of 1 / place of the first hit. */
interface Quality {
	hits: number;
	mrr: number;
}

/** Ours, popularity and the item-KNN on the same questions; the training data end before the first question. */
export async function quality(name: string, baskets: Basket[], scale: number): Promise<Row[]> {
	const { train, test } = split(baskets, Math.max(200, Math.round(MOST_QUESTIONS * scale)));
	const history = historyOf(train);
	const kinds: Record<string, Question[]> = {
		'next order': test.map(({ customer, skus }) => ({
			customer,
			context: [...(history.get(customer) ?? [])],
			never: [],
			targets: skus,
		})),
		'next in the basket': test.map(({ skus }) => ({
			customer: undefined,
			context: skus.slice(0, -1),
			never: skus.slice(0, -1),
			targets: skus.slice(-1),
		})),
	};
	const rows: Row[] = [];
	await withStore(train, async (cdp) => {
		for (const [kind, questions] of Object.entries(kinds)) {
			const ours: string[][] = [];
			for (const question of questions) ours.push(await ask(cdp, question));
			const peers = await peerAnswers(train, questions, TOP);
			const measured = { ours, ...peers };
			const of = (who: keyof typeof measured) => judge(questions, measured[who]);
			const [mine, knn, popularity] = [of('ours'), of('knn'), of('popularity')];
			const about = `${name}, ${kind}, ${questions.length} questions after ${train.length} orders`;
			rows.push(
				row(`recommend, ${about}: hits at 20`, mine.hits, knn.hits, { atLeast: 1 }, 'reference: item-KNN in SQL'),
				row(`recommend, ${about}: MRR at 20`, mine.mrr, knn.mrr, { atLeast: 1 }, 'reference: item-KNN in SQL'),
				row(
					`recommend, ${about}: beside popularity`,
					mine.hits,
					popularity.hits,
					{ atLeast: 1.2 },
					'hits at 20; reference: what most bought in the last 30 days',
				),
			);
		}
	});
	return rows;
}

function historyOf(train: Basket[]): Map<string, Set<string>> {
	const history = new Map<string, Set<string>>();
	for (const { customer, skus } of train) {
		const own = history.get(customer) ?? new Set<string>();
		history.set(customer, own);
		for (const sku of skus) own.add(sku);
	}
	return history;
}

async function withStore(train: Basket[], work: (cdp: Cdp) => Promise<void>): Promise<void> {
	await inTemporaryFolder(async (folder) => {
		const cdp = await openCdp({ storeUrl: `sqlite:${path.join(folder, 'store.db')}` });
		for (let from = 0; from < train.length; from += BATCH)
			await cdp.ingest.calls(
				train.slice(from, from + BATCH).map((basket, i) => order(basket, from + i)),
				ORIGIN,
			);
		while (!(await cdp.recommend.refresh({ ms: 5_000 })).done);
		await work(cdp);
		await cdp.close();
	});
}

const order = ({ customer, time, skus }: Basket, at: number) => ({
	type: 'track',
	event: 'Order Completed',
	userId: customer,
	timestamp: new Date(time).toISOString(),
	messageId: `o${at}`,
	properties: { products: skus.map((sku) => ({ product_id: sku })) },
});

async function ask(cdp: Cdp, { customer, never }: Question): Promise<string[]> {
	const { items } = await cdp.recommend.for({
		...(customer === undefined ? {} : { identifier: { type: 'user_id', value: customer } }),
		skus: never.slice(-100),
		exclude: never,
		limit: TOP,
		boughtWithinDays: 0,
	});
	return items.map(({ sku }) => sku);
}

function judge(questions: Question[], answers: string[][]): Quality {
	let [hits, mrr] = [0, 0];
	questions.forEach(({ targets }, i) => {
		const place = (answers[i] ?? []).findIndex((sku) => targets.includes(sku));
		if (place < 0) return;
		hits += 1;
		mrr += 1 / (place + 1);
	});
	return { hits: hits / questions.length, mrr: mrr / questions.length };
}
