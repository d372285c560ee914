import { rounded } from '../computed/values';
import { DAY_MS } from '../computed/days';
import type { BuyingReport, Sales } from '../model/report';
import type { Store } from '../ports';
import { monthReader, monthText, told, type Frame } from './frame';
import { eachBuyer, rateOf, type Order } from './orders';

type Other = Omit<BuyingReport['otherCurrencies'][number], 'currency'>;

interface Totals {
	all: Sales;
	months: Map<number, Sales>;
	others: Map<string, Other>;
	withoutAmount: number;
	repeatBuyers: number;
	/** How often so many whole days lay between two orders: few numbers, however many orders. */
	gaps: Map<number, number>;
}

const noSales = (): Sales => ({ orders: 0, buyers: 0, gross: 0, refundCount: 0, refunds: 0, net: 0 });
const noOther = (): Other => ({ orders: 0, gross: 0, refundCount: 0, refunds: 0 });

/** Orders, their value, refunds and the time between orders. */
export async function buying(store: Store, frame: Frame): Promise<BuyingReport> {
	const monthOf = monthReader(frame.timeZone);
	const totals: Totals = {
		...{ all: noSales(), months: new Map(), others: new Map() },
		...{ withoutAmount: 0, repeatBuyers: 0, gaps: new Map() },
	};
	await eachBuyer(store, frame, (orders) => {
		const inPeriod = orders.filter(({ time }) => time >= frame.since);
		addBuyer(totals, frame, monthOf, inPeriod);
	});
	const { all, months, others, withoutAmount, repeatBuyers, gaps } = totals;
	const interval = intervalOf(gaps);
	return {
		...told(frame),
		...settled(all),
		...(all.orders > 0 ? { averageOrder: rounded(all.gross / all.orders, 2) } : {}),
		repeatBuyers,
		...(interval ? { interval } : {}),
		months: [...months]
			.sort(([a], [b]) => a - b)
			.map(([month, sales]) => ({ month: monthText(month), ...settled(sales) })),
		withoutAmount,
		otherCurrencies: [...others]
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([currency, other]) => ({
				currency,
				...other,
				gross: rounded(other.gross, 2),
				refunds: rounded(other.refunds, 2),
			})),
	};
}

function addBuyer(totals: Totals, frame: Frame, monthOf: (ms: number) => number, events: Order[]): void {
	const bought = events.filter(({ isRefund }) => !isRefund);
	const monthsBought = new Set<number>();
	for (const event of events) {
		const month = monthOf(event.time);
		if (!event.isRefund) monthsBought.add(month);
		const sales = entry(totals.months, month, noSales);
		for (const sums of [totals.all, sales]) sums[event.isRefund ? 'refundCount' : 'orders'] += 1;
		addAmount(totals, frame, event, [totals.all, sales]);
	}
	if (bought.length > 0) totals.all.buyers += 1;
	if (bought.length > 1) totals.repeatBuyers += 1;
	for (const month of monthsBought) entry(totals.months, month, noSales).buyers += 1;
	bought.slice(1).forEach(({ time }, at) => {
		const days = Math.floor((time - (bought[at] as Order).time) / DAY_MS);
		totals.gaps.set(days, (totals.gaps.get(days) ?? 0) + 1);
	});
}

function addAmount(totals: Totals, frame: Frame, { amount, currency, isRefund }: Order, sums: Sales[]): void {
	if (amount === undefined) {
		totals.withoutAmount += 1;
		return;
	}
	const rate = rateOf(frame, currency);
	if (rate === undefined) {
		const other = entry(totals.others, currency, noOther);
		other[isRefund ? 'refundCount' : 'orders'] += 1;
		other[isRefund ? 'refunds' : 'gross'] += amount;
		return;
	}
	for (const sales of sums) sales[isRefund ? 'refunds' : 'gross'] += amount * rate;
}

function entry<K, V>(of: Map<K, V>, key: K, empty: () => V): V {
	const found = of.get(key) ?? empty();
	of.set(key, found);
	return found;
}

const settled = (sales: Sales): Sales => ({
	...sales,
	gross: rounded(sales.gross, 2),
	refunds: rounded(sales.refunds, 2),
	net: rounded(sales.gross - sales.refunds, 2),
});

function intervalOf(gaps: Map<number, number>): BuyingReport['interval'] {
	const sorted = [...gaps].sort(([a], [b]) => a - b);
	const count = sorted.reduce((sum, [, times]) => sum + times, 0);
	if (count === 0) return undefined;
	const days = sorted.reduce((sum, [gap, times]) => sum + gap * times, 0);
	const at = (position: number): number => {
		let passed = 0;
		return sorted.find(([, times]) => (passed += times) > position)?.[0] ?? 0;
	};
	const medianDays = (at(Math.floor((count - 1) / 2)) + at(Math.floor(count / 2))) / 2;
	return { count, meanDays: rounded(days / count, 2), medianDays };
}
