import { dryRequests } from '../core/delivery/exchange';
import { prepare } from '../core/delivery/person';
import type { DeliveryChange } from '../core/model/delivery';
import { destinations } from '../destinations/registry';

const BATCH = 10_000;

/** A process of its own, so that its memory can be measured: builds all requests for an audience and prints the seconds it took. */
function build(slug: string, members: number): { seconds: number; requests: number; bytes: number } {
	const destination = destinations.find((one) => one.slug === slug);
	if (!destination) return { seconds: NaN, requests: 0, bytes: 0 };
	const config = { accountId: '1', productDestinationId: '2', audienceId: '3', accessToken: 't' };
	let [requests, bytes] = [0, 0];
	const started = performance.now();
	for (let from = 0; from < members; from += BATCH) {
		const people = Array.from({ length: Math.min(BATCH, members - from) }, (_, i) => prepare(member(from + i), destination, {})); // prettier-ignore
		const batch = { action: 'add' as const, people, config, idempotencyKey: String(from), now: 0 };
		for (const { body } of dryRequests(destination.deliver(batch))) {
			requests += 1;
			bytes += body.length;
		}
	}
	return { seconds: (performance.now() - started) / 1000, requests, bytes };
}

/** As the store has them: an address with capitals and a number in international form. */
function member(n: number): DeliveryChange {
	return {
		action: 'add',
		key: `p${n}`,
		segment: 'all',
		identifiers: [
			{ type: 'email', value: `Person.${n}@Example.com` },
			{ type: 'phone', value: `+49151${String(10_000_000 + (n % 89_999_999))}` },
		],
		traits: {},
		consent: { status: 'granted' },
	};
}

console.log(JSON.stringify(build(process.argv[2] ?? '', Number(process.argv[3]))));
