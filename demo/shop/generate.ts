import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeBrowsers } from './browsers';
import { KIOSK, deliver, makeClicks } from './clicks';
import { makeOrders } from './orders';
import { makePeople } from './people';
import { makeRandom } from './random';
import { STRANGERS, attributeRows, consentRows, costRows, orderRows, peopleRows, toCsv } from './tables';
import { devicesOf, orderFacts, pushableOf, segmentsOf } from './truth';
import type { Truth } from './truth';

export interface ShopOptions {
	seed?: number;
	/** Epoch ms at which the data ends; windows of segments are measured from there. */
	today: number;
	people?: number;
	anonymousBrowsers?: number;
	walkIns?: number;
}

export interface ShopData {
	/** Content by file name. */
	files: Record<string, string>;
	truth: Truth;
}

/** The sample shop: the same options give the same bytes. */
export function generateShop(options: ShopOptions): ShopData {
	const { seed = 20_240_501, today, people: count = 2_000, anonymousBrowsers = 2_400, walkIns = 300 } = options;
	// One source of chance a part, so that a change in one leaves the others as they were.
	const people = makePeople(makeRandom(seed), count);
	const browsers = makeBrowsers(makeRandom(seed + 1), people, anonymousBrowsers, today);
	const calls = makeClicks(makeRandom(seed + 2), browsers, people, today);
	const { lines, repeated } = deliver(makeRandom(seed + 3), calls);
	const orders = makeOrders(makeRandom(seed + 4), people, walkIns, today);
	const segments = segmentsOf({ people, browsers, calls, orders, today });
	const truth: Truth = {
		seed,
		today: new Date(today).toISOString(),
		people: people.length,
		clicks: { lines: lines.length, repeated, calls: calls.length },
		orders: orderFacts(orders),
		anonymousBrowsers,
		// The kiosk belongs to nobody: so many people use it that it joins none of them.
		anonymous: anonymousBrowsers + 1 + STRANGERS + orders.filter((order) => !order.customer).length,
		devices: devicesOf(browsers),
		kiosk: KIOSK,
		segments,
		pushable: pushableOf({ people, browsers, calls, orders, today }, segments),
	};
	const files = {
		'people.csv': toCsv(peopleRows(people)),
		'clicks.ndjson': lines.map((call) => JSON.stringify(call)).join('\n') + '\n',
		'orders.csv': toCsv(orderRows(orders)),
		'attributes.csv': toCsv(attributeRows(makeRandom(seed + 5), browsers)),
		'consents.csv': toCsv(consentRows(people, today)),
		'costs.csv': toCsv(costRows(makeRandom(seed + 6), today)),
		'truth.json': JSON.stringify(truth, null, '\t') + '\n',
	};
	return { files, truth };
}

export function writeShop(folder: string, data: ShopData): void {
	mkdirSync(folder, { recursive: true });
	for (const [name, content] of Object.entries(data.files)) writeFileSync(join(folder, name), content);
}
