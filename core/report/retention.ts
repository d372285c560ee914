import type { RetentionReport } from '../model/report';
import type { Store } from '../ports';
import { monthReader, monthText, told, type Frame } from './frame';
import { eachBuyer } from './orders';

/** Who came back: buyers by the month of their first order. */
export async function retention(store: Store, frame: Frame): Promise<RetentionReport> {
	const monthOf = monthReader(frame.timeZone);
	const lastMonth = monthOf(frame.until - 1);
	const cohorts = new Map<number, number[]>();
	await eachBuyer(store, frame, (orders) => {
		const times = orders.filter(({ isRefund }) => !isRefund).map(({ time }) => time);
		const [first] = times;
		if (first === undefined || first < frame.since) return;
		const month = monthOf(first);
		const active = cohorts.get(month) ?? Array.from({ length: lastMonth - month + 1 }, () => 0);
		for (const later of new Set(times.map((time) => monthOf(time) - month))) active[later] = (active[later] ?? 0) + 1;
		cohorts.set(month, active);
	});
	return {
		...told(frame),
		cohorts: [...cohorts]
			.sort(([a], [b]) => a - b)
			.map(([month, active]) => ({ month: monthText(month), buyers: active[0] ?? 0, active })),
	};
}
