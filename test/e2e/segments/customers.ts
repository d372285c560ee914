export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Something that a customer did; `time` in epoch ms. */
export interface Deed {
	event: string;
	time: number;
	properties: Record<string, number>;
}

/** A customer as the test knows them: what the store must find out by itself. */
export interface Customer {
	id: string;
	hasEmail: boolean;
	consents: boolean;
	/** YYYY-MM-DD */
	birthDate: string;
	deeds: Deed[];
}

const MANY = 54;
/** Numbers that look arbitrary and are the same on every run. */
const mixed = (i: number, salt: number): number => ((i + 1) * 7_919 + salt * 104_729) % 1_009;

/** Customers of many habits. Ages of deeds are half days and half hours off any window that a template asks for. */
export function makeCustomers(now: number): Customer[] {
	return Array.from({ length: MANY }, (_, i) => ({
		id: `c${String(i).padStart(2, '0')}`,
		hasEmail: i % 5 !== 4,
		consents: i % 3 !== 2,
		birthDate: birthDate(now, i),
		deeds: [...orders(now, i), ...clicks(now, i)].sort((a, b) => a.time - b.time),
	}));
}

/** Some are regular until now, some until long ago, some bought once, three never. */
function orders(now: number, i: number): Deed[] {
	if (i % 18 === 17) return [];
	const count = i % 4 === 0 ? 1 : 2 + (mixed(i, 1) % 9);
	const pause = 4 + (mixed(i, 2) % 20);
	const last = i % 2 === 0 ? 1 + (mixed(i, 3) % 80) : 120 + (mixed(i, 3) % 150);
	return Array.from({ length: count }, (_, k) =>
		order(now - (last + k * pause + 0.5) * DAY, 10 + (mixed(i, 4 + k) % 190)),
	);
}

export const order = (time: number, revenue: number): Deed => ({
	event: 'Order Completed',
	time,
	properties: { revenue },
});

/** Every second one looked, most of these took something, some went to pay; some of it months ago, some two days. */
function clicks(now: number, i: number): Deed[] {
	if (i % 2 === 1) return [];
	const begun = now - (i % 5 === 0 ? 130.5 : i % 3 === 0 ? 2.5 : 20.5) * DAY;
	const steps: Deed[] = [{ event: 'Product Viewed', time: begun, properties: { price: 40 } }];
	if (i % 7 !== 0)
		steps.push({ event: 'Product Added', time: begun + 2 * HOUR, properties: { price: 20 + (mixed(i, 5) % 80) } });
	if (i % 4 === 2)
		steps.push({ event: 'Checkout Started', time: begun + (i % 3 === 1 ? 9 * DAY : 3 * HOUR), properties: {} });
	return steps;
}

/** Every sixth has a birthday in the next days, the others in some other month. */
function birthDate(now: number, i: number): string {
	const day = new Date(now + (i % 6 === 0 ? 1 + (i % 5) : 40 + (mixed(i, 6) % 250)) * DAY);
	return `19${60 + (i % 40)}-${day.toISOString().slice(5, 10)}`;
}

/**
 * What happened since: every third customer orders, others fill a cart, two have a new birth date; and an order that
 * followed a cart within the hour comes late.
 */
export function withLaterDeeds(customers: Customer[], now: number): Customer[] {
	return customers.map((customer, i) => ({
		...customer,
		birthDate: i < 2 ? birthDate(now, i === 0 ? 1 : 6) : customer.birthDate,
		deeds: [...customer.deeds, ...laterDeeds(customer, i, now)].sort((a, b) => a.time - b.time),
	}));
}

function laterDeeds({ deeds }: Customer, i: number, now: number): Deed[] {
	if (i % 3 === 1) return [order(now - HOUR / 2, 500)];
	if (i % 3 === 2)
		return ['Product Viewed', 'Product Added'].map((event, k) => ({
			...{ event, time: now - (6 - k) * HOUR, properties: { price: 60 } },
		}));
	const cart = deeds.find(({ event }) => event === 'Product Added');
	return cart && i % 4 === 0 ? [order(cart.time + HOUR, 50)] : [];
}

/** As Segment calls, ready for `cdp import --as events`. */
export function callsOf(customers: Customer[], round: string): string {
	const lines = customers.flatMap(({ id, hasEmail, consents, birthDate, deeds }) => [
		{
			...{ type: 'identify', userId: id, messageId: `${round}-${id}` },
			traits: { birth_date: birthDate, ...(hasEmail ? { email: `${id}@mail.example` } : {}) },
			context: { consent: { categoryPreferences: { advertising: consents } } },
		},
		...deeds.map(({ event, time, properties }) => ({
			...{ type: 'track', userId: id, messageId: `${id}-${event}-${time}`, event, properties },
			timestamp: new Date(time).toISOString(),
		})),
	]);
	return lines.map((line) => JSON.stringify(line)).join('\n') + '\n';
}
