/** What a report is about. Every field may be left out. */
export interface ReportQuery {
	/** First day, `YYYY-MM-DD` in the time zone; left out: since the first event. */
	from?: string;
	/** The day after the last one; left out: until now. */
	to?: string;
	/** IANA name; default UTC. Days and months are those of its calendar. */
	timeZone?: string;
	/** ISO code that amounts are shown in; default EUR. Amounts without a currency are taken to be in it. */
	currency?: string;
	/** What one unit of another currency is worth in `currency`, e.g. `{ USD: 0.92 }`. */
	rates?: Record<string, number>;
	/** Events that are orders; default `Order Completed`. */
	orderEvents?: string[];
	/** Events that take an order back; default `Order Cancelled` and `Order Refunded`. Their amount counts as negative. */
	refundEvents?: string[];
	/** Property with the amount; default `revenue`. */
	amount?: string;
}

/** What a report was made for, with all that was left out filled in. */
export interface ReportFrame {
	/** Epoch ms when it was made. */
	time: number;
	from?: string;
	to?: string;
	timeZone: string;
	currency: string;
}

/** Amounts of orders and refunds; `gross - refunds = net`, to two decimals. */
export interface Sales {
	orders: number;
	/** Profiles with an order. */
	buyers: number;
	gross: number;
	/** How many times something was taken back, and what that came to (not negative). */
	refundCount: number;
	refunds: number;
	net: number;
}

export interface BuyingReport extends ReportFrame, Sales {
	/** `gross / orders`, undefined without an order. */
	averageOrder?: number;
	/** Buyers with at least two orders in the period. */
	repeatBuyers: number;
	/** Whole days from one order of a person to the next one, both in the period; undefined when nobody ordered twice. */
	interval?: { count: number; meanDays: number; medianDays: number };
	/** Calendar months with an order or a refund, oldest first. `YYYY-MM`. */
	months: Array<Sales & { month: string }>;
	/** Orders and refunds without an amount: they count, and add nothing. */
	withoutAmount: number;
	/** In currencies without a rate: counted above, but their amounts are only here. */
	otherCurrencies: Array<{ currency: string; orders: number; gross: number; refundCount: number; refunds: number }>;
}

export interface RetentionReport extends ReportFrame {
	/**
	 * Who ordered for the first time ever in that month of the period. `active[n]`: how many of them ordered n months
	 * later (`active[0]` are all), up to the month in which the period ends.
	 */
	cohorts: Array<{ month: string; buyers: number; active: number[] }>;
}

export interface RfmReport {
	/** Epoch ms when it was made, and when the computed trait was last evaluated (undefined: never). */
	time: number;
	evaluated?: number;
	/** The computed trait it shows. */
	key: string;
	/** Fields of the grid with somebody in them, newest and then rarest buyers first; scores are 1 to 5. */
	cells: Array<{ recency: number; frequency: number; group: string; people: number }>;
	/** The same by the name of the group, biggest first. */
	groups: Array<{ group: string; people: number }>;
}

/** What the store says as figures. Throws InputError REPORT_QUERY with the place. */
export interface ReportApi {
	/** Orders, their value, refunds and the time between orders. */
	buying(query?: ReportQuery): Promise<BuyingReport>;
	/** Who came back: buyers by the month of their first order. */
	retention(query?: ReportQuery): Promise<RetentionReport>;
	/** People by recency and frequency, as a computed trait of the kind rfm groups them (the first one, or that of `key`). Throws InputError REPORT_RFM. */
	rfm(query?: { key?: string }): Promise<RfmReport>;
}
