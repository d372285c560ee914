import { CITIES, FIRST_NAMES, LAST_NAMES, NOTES } from './catalog';
import type { Random } from './random';

/** One customer, as the shop's own database holds them, and what only the generator knows. */
export interface Person {
	customerNumber: string;
	email: string;
	phone: string;
	/** The account at the site; empty for those who only ever came to the shop. */
	accountId: string;
	firstName: string;
	lastName: string;
	city: string;
	postcode: string;
	birthDate: string;
	loyaltyTier: string;
	notes: string;
	/** The browsers they logged in with. */
	devices: string[];
	/** Consent to advertising: yes, no, withdrawn later, or never asked. */
	advertising: 'granted' | 'refused' | 'withdrawn' | 'unasked';
}

const SHARE = { email: 0.94, phone: 0.7, account: 0.7, active: 0.5, secondDevice: 0.2 };

export function makePeople(random: Random, count: number): Person[] {
	return Array.from({ length: count }, (_, index) => makePerson(random, index + 1));
}

function makePerson(random: Random, number: number): Person {
	const firstName = random.pick(FIRST_NAMES);
	const lastName = random.pick(LAST_NAMES);
	const hasAccount = random.chance(SHARE.account);
	const isActive = hasAccount && random.chance(SHARE.active);
	return {
		customerNumber: String(10_000 + number),
		email:
			hasAccount || random.chance(SHARE.email) ? `${plain(firstName)}.${plain(lastName)}${number}@mail.example` : '',
		phone: random.chance(SHARE.phone) ? `+49 30 ${String(20_000_000 + number * 37)}` : '',
		accountId: hasAccount ? `acc-${number}` : '',
		firstName,
		lastName,
		...random.pick(CITIES),
		birthDate: `${random.int(1948, 2006)}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`,
		loyaltyTier: random.pick(['', '', 'silver', 'gold']),
		notes: random.pick(NOTES),
		devices: isActive ? devicesOf(random, number) : [],
		advertising: random.pick(['granted', 'granted', 'granted', 'granted', 'refused', 'withdrawn', 'unasked']),
	};
}

function devicesOf(random: Random, number: number): string[] {
	const devices = [`web-p${number}-a`];
	if (random.chance(SHARE.secondDevice)) devices.push(`web-p${number}-b`);
	return devices;
}

/** `Jürgen` -> `jurgen`, `O'Brien` -> `obrien`. */
function plain(name: string): string {
	return name
		.normalize('NFD')
		.replace(/ß/g, 'ss')
		.replace(/[^a-zA-Z]/g, '')
		.toLowerCase();
}

function two(number: number): string {
	return String(number).padStart(2, '0');
}
