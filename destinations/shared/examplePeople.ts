import type { DestinationExample } from '../../core/delivery/example';
import type { HttpResponse } from '../../core/ports';

/** People of the examples, and what becomes of their identifiers (computed apart from the code, with Python's hashlib). */
export const consent = { status: 'granted' as const };

/** SHA-256 of jane.doe+news@gmail.com: for platforms that take an address as it is. */
export const JANE = 'f41439c944a763c9812d700a779941cec169de13c9ccd13aaf9424ba5231620a';
export const BOB = '5ff860bf1190596c7188ab851db691f0f3169c453936e9e1eba2f9a47f7a0018';
/** +442079460000 and 442079460000. */
export const PHONE = '543f9cda443b9c55ebcf8ab34b586f9dc34948776b73de02393c41d5f8edc356';
export const PHONE_DIGITS = '38e62b3e091778f9214de3aa00ae498aa4b78433d73dec5977eb2ec1c8be4a69';
/** The device ids in lower case, hyphens kept. */
export const IDFA = 'e6a11334660bb4c2d68090399aaf9d80b433a569b993c5e32e6cad9bcf550e11';
export const GAID = 'a00961856405836e481b72f8cf41d426d582e2c6a71668c903deedaa7b07f6b7';
export const U1 = 'bb82030dbc2bcaba32a90bf2e207a84a856fc5f033b77c480836ab6f77f40f19';

export const janesEmail = { type: 'email', value: ' Jane.Doe+News@Gmail.com ' };
export const janesPhone = { type: 'phone', value: '+44 (0)20 7946 0000' };
export const janesIphone = { type: 'idfa', value: 'AECE52E7-03EE-455A-B3C4-E57283966239' };
export const janesAndroid = { type: 'gaid', value: '2f5f5391-3e45-4d02-b645-4575a08f86e1' };
export const jane = { key: 'p1', identifiers: [janesEmail], consent };
export const bob = { key: 'p2', identifiers: [{ type: 'email', value: 'Bob@Example.com' }], consent };
/** Somebody who cannot be found: the number has no country code. */
export const carol = { key: 'p3', identifiers: [{ type: 'phone', value: '12' }], consent };
/** Already hashed, in capitals. */
export const hashedBob = { key: 'p2', identifiers: [{ type: 'email', value: BOB.toUpperCase() }], consent };

/** An answer; an object becomes JSON. */
export const reply = (
	status: number,
	body: object | string = '',
	headers: Record<string, string> = {},
): HttpResponse => ({
	status,
	headers,
	body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** Nobody is sent who did not say yes: the same at every platform for advertising. */
export const nobodySaidYes = (config: DestinationExample['config']): DestinationExample => ({
	title: 'nobody is sent who did not say yes to advertising',
	shows: 'consent missing',
	action: 'add',
	config,
	changes: [
		{ ...bob, consent: undefined },
		{ ...bob, consent: { status: 'denied' } },
		{ ...bob, consent: { status: 'granted', purposes: ['newsletter'] } },
	],
	exchange: [],
	verdicts: [
		{ outcome: 'withheld', reason: 'no consent is known' },
		{ outcome: 'withheld', reason: 'consent was denied' },
		{ outcome: 'withheld', reason: 'no consent for advertising' },
	],
});

/** Ten minutes before the examples' now, as a browser told it. */
export const order = {
	id: 'order-1',
	name: 'Order Completed',
	time: Date.UTC(2026, 4, 31, 23, 50),
	properties: {
		order_id: 'A-17',
		revenue: 12.5,
		currency: 'eur',
		products: [{ product_id: 'p1', name: 'Mug', category: 'Kitchen', brand: 'Mugs Ltd', price: 6.25, quantity: 2 }],
	},
	context: {
		ip: '203.0.113.7',
		userAgent: 'UA',
		locale: 'en-GB',
		page: { url: 'https://shop.example/thanks', referrer: 'https://shop.example/cart' },
	},
};
/** Something that no platform knows by name, and that nobody can be found by. */
export const oddEvent = { id: 'odd-1', name: 'Cushion Fluffed', time: order.time, properties: {}, context: {} };
export const ORDER_SECONDS = 1_780_271_400;

/** Measuring needs less than advertising: TCF purposes 1 and 7. */
export const nobodySaidYesToMeasuring = (config: DestinationExample['config']): DestinationExample => ({
	title: 'nobody is told of who did not say yes to advertising or measuring',
	shows: 'consent missing',
	action: 'event',
	config,
	changes: [
		{ ...bob, event: order, consent: undefined },
		{ ...bob, event: order, consent: { status: 'denied' } },
		{ ...bob, event: order, consent: { status: 'granted', purposes: [1] } },
	],
	exchange: [],
	verdicts: [
		{ outcome: 'withheld', reason: 'no consent is known' },
		{ outcome: 'withheld', reason: 'consent was denied' },
		{ outcome: 'withheld', reason: 'no consent for TCF purpose 7' },
	],
});
