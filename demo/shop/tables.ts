import type { Browser } from './browsers';
import { DAY_MS } from './browsers';
import type { Order } from './orders';
import type { Person } from './people';
import type { Random } from './random';

type Row = Record<string, string | number | boolean>;

/** The files of the shop as rows; see README.md for what each line is. */
export function peopleRows(people: Person[]): Row[] {
	return people.map((person) => ({
		customer_number: person.customerNumber,
		email: person.email,
		phone: person.phone,
		account_id: person.accountId,
		first_name: person.firstName,
		last_name: person.lastName,
		city: person.city,
		postcode: person.postcode,
		country: 'DE',
		birth_date: person.birthDate,
		loyalty_tier: person.loyaltyTier,
		notes: person.notes,
	}));
}

export function orderRows(orders: Order[]): Row[] {
	return orders.flatMap((order) =>
		order.lines.map((line) => ({
			InvoiceNo: order.invoice,
			StockCode: line.code,
			Description: line.description,
			Quantity: line.quantity,
			InvoiceDate: new Date(order.time).toISOString().slice(0, 19).replace('T', ' '),
			UnitPrice: line.price.toFixed(2),
			CustomerID: order.customer?.customerNumber ?? '',
			Country: 'Germany',
		})),
	);
}

/** Cookies that only the partner knows. */
export const STRANGERS = 200;

/** A partner's word about browsers: those it met through the cookie sync, and some the shop has never seen. */
export function attributeRows(random: Random, browsers: Browser[]): Row[] {
	const met = browsers.flatMap((browser) => (browser.partnerCookie ? [browser.partnerCookie] : []));
	const strangers = Array.from({ length: STRANGERS }, (_, index) => `adx-x${index + 1}`);
	return [...met, ...strangers].map((cookie) => ({
		cookie_id: cookie,
		attribute: 'interest',
		value: random.pick(['outdoor', 'family', 'fitness', 'commuting', 'travel']),
		provider: 'adx',
	}));
}

/** The latest decision counts; a withdrawal is a grant and a later refusal. Keyed by customer number, not all have e-mail. */
export function consentRows(people: Person[], today: number): Row[] {
	const decision = (person: Person, granted: boolean, daysAgo: number): Row => ({
		customer_number: person.customerNumber,
		purpose: 'advertising',
		granted,
		time: new Date(today - daysAgo * DAY_MS).toISOString(),
		proof: `form-${daysAgo}`,
	});
	return people.flatMap((person) => {
		if (person.advertising === 'unasked') return [];
		if (person.advertising === 'withdrawn') return [decision(person, true, 200), decision(person, false, 10)];
		return [decision(person, person.advertising === 'granted', 200)];
	});
}

export function costRows(random: Random, today: number): Row[] {
	const campaigns = ['spring-bikes', 'helmet-safety', 'winter-lights'];
	return campaigns.flatMap((campaign) =>
		Array.from({ length: 30 }, (_, day) => {
			const clicks = random.int(20, 400);
			return {
				campaign,
				date: new Date(today - (day + 1) * DAY_MS).toISOString().slice(0, 10),
				cost: (clicks * 0.42).toFixed(2),
				currency: 'EUR',
				clicks,
				impressions: clicks * random.int(30, 90),
			};
		}),
	);
}

/** RFC 4180, LF, header from the first row. */
export function toCsv(rows: Row[]): string {
	const columns = Object.keys(rows[0] ?? {});
	const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','));
	return [columns.join(','), ...lines, ''].join('\n');
}

function cell(value: string | number | boolean): string {
	const text = String(value);
	return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
