import type { BuyingReport, ReportQuery, RetentionReport, RfmReport } from '../../index';
import { argument, list, text } from '../arguments';
import type { Command, CommandContext } from '../command';
import { UsageError } from '../UsageError';

const sections: Record<string, (context: CommandContext, query: ReportQuery) => Promise<void>> = {
	buying,
	retention,
	rfm,
};

/** `cdp report SECTION`: figures over a period. */
export const report: Command = {
	name: 'report',
	summary: 'Figures: buying (orders, value, refunds, intervals), retention (who came back), rfm (groups)',
	usage: 'buying|retention|rfm [--from DAY] [--to DAY] [--time-zone ZONE]',
	options: {
		from: { type: 'string', value: 'DAY', help: 'first day, YYYY-MM-DD; default since the first event' },
		to: { type: 'string', value: 'DAY', help: 'the day after the last one; default until now' },
		'time-zone': { type: 'string', value: 'ZONE', help: 'days and months of its calendar', default: 'UTC' },
		currency: { type: 'string', value: 'CODE', help: 'what amounts are shown in', default: 'EUR' },
		rates: { type: 'string', value: 'LIST', help: 'worth of other currencies in it, e.g. USD=0.92,GBP=1.17' },
		orders: { type: 'string', value: 'LIST', help: 'events that are orders; default Order Completed' },
		refunds: { type: 'string', value: 'LIST', help: 'events that take back; default Order Cancelled,Order Refunded' },
		key: { type: 'string', value: 'KEY', help: 'rfm: the computed trait; default the first one' },
		amount: { type: 'string', value: 'NAME', help: 'their property with the amount', default: 'revenue' },
	},
	async run(context) {
		const known = Object.keys(sections).join(', ');
		const name = argument(context, 0, `the section (${known})`);
		const section = Object.hasOwn(sections, name) ? sections[name] : undefined;
		if (section === undefined) throw new UsageError(`"${name}" is none of ${known}`);
		await section(context, queryOf(context));
	},
};

function queryOf(context: CommandContext): ReportQuery {
	const given: Record<string, unknown> = {
		from: text(context, 'from'),
		to: text(context, 'to'),
		timeZone: text(context, 'time-zone'),
		currency: text(context, 'currency'),
		rates: ratesOf(list(context, 'rates') ?? []),
		orderEvents: list(context, 'orders'),
		refundEvents: list(context, 'refunds'),
		amount: text(context, 'amount'),
	};
	return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function ratesOf(pairs: string[]): Record<string, number> {
	return Object.fromEntries(
		pairs.map((pair) => {
			const [code = '', rate = ''] = pair.split('=');
			if (!/^[A-Z]{3}$/.test(code) || !(Number(rate) > 0))
				throw new UsageError(`--rates takes CODE=NUMBER with commas between, not "${pair}"`);
			return [code, Number(rate)];
		}),
	);
}

async function buying(context: CommandContext, query: ReportQuery): Promise<void> {
	const found: BuyingReport = await (await context.open()).reports.buying(query);
	const { orders, buyers, gross, refundCount, refunds, net, currency, repeatBuyers, interval } = found;
	context.result(found, [
		`${orders} orders of ${buyers} buyers, ${gross} ${currency}; ${repeatBuyers} bought again`,
		`${refundCount} times taken back, ${refunds} ${currency}; net ${net} ${currency}`,
		...(interval ? [`days to the next order: median ${interval.medianDays}, mean ${interval.meanDays}`] : []),
		...found.months.map((month) => `${month.month}  ${month.orders} orders  net ${month.net} ${currency}`),
		...found.otherCurrencies.map((other) => `no rate for ${other.currency}: ${other.gross} less ${other.refunds}`),
		...(found.withoutAmount > 0 ? [`${found.withoutAmount} without an amount`] : []),
	]);
}

async function retention(context: CommandContext, query: ReportQuery): Promise<void> {
	const found: RetentionReport = await (await context.open()).reports.retention(query);
	context.result(
		found,
		found.cohorts.length === 0
			? ['nobody ordered in this period']
			: found.cohorts.map(({ month, active }) => `${month}  ${active.join('  ')}`),
	);
}

/** As the trait was last evaluated, so the period means nothing here. */
async function rfm(context: CommandContext): Promise<void> {
	const key = text(context, 'key');
	const found: RfmReport = await (await context.open()).reports.rfm(key === undefined ? {} : { key });
	context.result(
		found,
		found.groups.length === 0
			? [`${found.key} has no values yet: evaluate it`]
			: found.groups.map(({ group, people }) => `${group.padEnd(20)} ${people}`),
	);
}
