import type { JsonObject } from '../model/json';
import { numberIn } from '../computed/values';
import { nextPiece, timed } from '../pace';
import type { Store } from '../ports';
import type { Frame } from './frame';

/** So many people are read at once, at least and at most. */
const PIECE = { least: 20, most: 1_000 };

/** An order, or something taken back. */
export interface Order {
	time: number;
	isRefund: boolean;
	/** What it came to, without sign, in `currency`; undefined when the event does not say. */
	amount?: number;
	currency: string;
}

/**
 * Everybody who ordered or gave back something before the end of the period, one person after another, each with all of
 * that, oldest first. People are read in pieces of some milliseconds; no more than one piece is in memory.
 */
export async function eachBuyer(store: Store, frame: Frame, take: (orders: Order[]) => void): Promise<void> {
	let size = PIECE.least;
	for (let after = 0; ;) {
		const { result: last, ms } = await timed(() => takePiece(store, frame, { after, limit: size }, take));
		if (last === undefined) return;
		after = last;
		size = nextPiece(size, ms, PIECE);
		await store.breathe();
	}
}

async function takePiece(
	store: Store,
	frame: Frame,
	page: { after: number; limit: number },
	take: (orders: Order[]) => void,
): Promise<number | undefined> {
	const profiles = await store.read.profiles.list(page);
	if (profiles.length === 0) return undefined;
	const rows = await store.read.computed.history({
		profiles,
		names: [...frame.orderEvents, ...frame.refundEvents],
		upTo: frame.until - 1,
		properties: true,
		context: false,
	});
	let own: Order[] = [];
	rows.forEach(({ profile, name, time, properties }, at) => {
		own.push(orderOf(frame, name, time, JSON.parse(properties) as JsonObject));
		if (rows[at + 1]?.profile === profile) return;
		take(own);
		own = [];
	});
	return profiles.at(-1);
}

function orderOf(frame: Frame, name: string, time: number, properties: JsonObject): Order {
	const amount = numberIn(properties, frame.amount);
	const { currency } = properties;
	const isRefund = !frame.orderEvents.includes(name);
	return {
		time,
		isRefund,
		// Some write what is taken back as a negative amount, some do not.
		...(amount === undefined ? {} : { amount: isRefund ? Math.abs(amount) : amount }),
		currency: typeof currency === 'string' && currency !== '' ? currency.toUpperCase() : frame.currency,
	};
}

/** What one unit of a currency is worth in that of the report; undefined when nobody said. */
export function rateOf({ currency, rates }: Frame, of: string): number | undefined {
	if (of === currency) return 1;
	return Object.hasOwn(rates, of) ? rates[of] : undefined;
}
