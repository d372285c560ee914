import { chunk } from 'lodash';
import type { Store } from '../../../core/ports';
import { onEveryEngine } from '../engines';
import { take, type Entry } from './logs';

/** What belongs to one person alone, by person. Shared values are in no list. */
type Truth = Map<string, string[]>;

interface Suite {
	log: Entry[];
	truth: Truth;
}

let counter = 0;
const entry = (verified: boolean, call: Record<string, unknown>, externalIds: Record<string, string> = {}): Entry => ({
	verified,
	call: {
		messageId: `s${(counter += 1)}`,
		timestamp: new Date(Date.UTC(2026, 0, 1) + counter * 1_000).toISOString(),
		type: 'identify',
		...call,
		context: { externalIds: Object.entries(externalIds).map(([type, id]) => ({ type, id })) },
	},
});

const SUITES: Record<string, (size: number) => Suite> = {
	/** One tablet in a shop; everybody signs in on it once and has a browser of their own at home. */
	kiosk: (size) =>
		people(size, (i) => ({
			own: [`user_id:k${i}`, `email:k${i}@example.com`, `anonymous_id:home-${i}`],
			log: [
				entry(false, { userId: `k${i}`, anonymousId: 'kiosk', traits: { email: `k${i}@example.com` } }),
				entry(false, { type: 'track', event: 'Viewed', userId: `k${i}`, anonymousId: `home-${i}` }),
			],
		})),
	/** People who leave only an e-mail address on the same tablet. */
	newsletter: (size) =>
		people(size, (i) => ({
			own: [`email:n${i}@example.com`, `phone:+4144${6_000_000 + i}`],
			log: [
				entry(false, { anonymousId: 'stand', traits: { email: `n${i}@example.com`, phone: `+4144${6_000_000 + i}` } }),
			],
		})),
	/** An address that stands in for "we have none", and one that is a role by name. */
	mailbox: (size) =>
		people(size, (i) => ({
			own: [`customer:c${i}`, `loyalty:l${i}`],
			log: [
				entry(
					true,
					{ traits: { email: i % 2 ? 'orders@firm.example' : 'noreply@firm.example' } },
					{ customer: `c${i}`, loyalty: `l${i}` },
				),
			],
		})),
	/** A number that was given to somebody else. */
	recycled: (size) =>
		people(size, (i) => ({
			own: [`user_id:r${i}`, `email:r${i}@example.com`],
			log: [
				entry(true, {
					userId: `r${i}`,
					traits: { email: `r${i}@example.com`, phone: `+4176${5_000_000 + Math.floor(i / 2)}` },
				}),
			],
		})),
	/** A test account's id, left in the app for everybody. */
	constants: (size) =>
		people(size, (i) => ({
			own: [`email:q${i}@example.com`, `customer:q${i}`, `anonymous_id:q${i}`],
			log: [
				entry(
					true,
					{ userId: 'qa-user-1', anonymousId: `q${i}`, traits: { email: `q${i}@example.com` } },
					{ customer: `q${i}` },
				),
			],
		})),
	/** Four people of one household, one address between them. */
	family: (size) =>
		people(size, (i) => ({
			own: [`user_id:f${i}`, `customer:f${i}`, `anonymous_id:f${i}`],
			log: [
				entry(
					true,
					{ userId: `f${i}`, traits: { email: `family${Math.floor(i / 4)}@example.com` } },
					{ customer: `f${i}` },
				),
				entry(false, { type: 'track', event: 'Viewed', userId: `f${i}`, anonymousId: `f${i}` }),
			],
		})),
};

function people(size: number, one: (i: number) => { own: string[]; log: Entry[] }): Suite {
	const truth: Truth = new Map();
	const log: Entry[] = [];
	for (let i = 0; i < size; i++) {
		const person = one(i);
		truth.set(String(i), person.own);
		log.push(...person.log);
	}
	return { log, truth };
}

/** Pairs of own identifiers that were found together, and people who share a profile with another. */
async function score(store: Store, truth: Truth): Promise<{ found: number; mixed: number }> {
	const profileOf = new Map<string, number>();
	const names = [...truth.values()]
		.flat()
		.map((name) => ({ type: name.slice(0, name.indexOf(':')), value: name.slice(name.indexOf(':') + 1) }));
	for (const some of chunk(names, 5_000))
		for (const row of await store.read.identifiers.find(some)) profileOf.set(`${row.type}:${row.value}`, row.profile);
	let [pairs, together] = [0, 0];
	const peopleOf = new Map<number, Set<string>>();
	for (const [person, own] of truth) {
		for (const [i, a] of own.entries()) {
			const profile = profileOf.get(a) ?? -1;
			peopleOf.set(profile, (peopleOf.get(profile) ?? new Set()).add(person));
			for (const b of own.slice(i + 1)) {
				pairs += 1;
				if (profile === profileOf.get(b)) together += 1;
			}
		}
	}
	return { found: together / pairs, mixed: [...peopleOf.values()].filter((there) => there.size > 1).length };
}

onEveryEngine((setUp, name) => {
	const sizes: Record<string, number> = {
		kiosk: 500,
		newsletter: 200,
		mailbox: name === 'sqlite' ? 50_000 : 3_000,
		recycled: 400,
		constants: 300,
		family: 400,
	};

	it.each(Object.keys(SUITES))(
		'%s: nobody is mixed up, and nearly everybody is found',
		async (suite) => {
			const { cdp, store } = await setUp();
			const { log, truth } = (SUITES[suite] as (size: number) => Suite)(sizes[suite] as number);
			await take(cdp, log, 1_000);
			const { found, mixed } = await score(store, truth);
			expect(mixed).toBe(0);
			expect(found).toBeGreaterThanOrEqual(0.99);
		},
		120_000,
	);

	it('switches to the profile of a conflicting unique id instead of merging', async () => {
		const { cdp } = await setUp();
		await take(cdp, [
			entry(false, { userId: 'u1', anonymousId: 'tablet' }),
			entry(false, { type: 'track', event: 'Bought', userId: 'u2', anonymousId: 'tablet' }),
		]);
		const [first, second] = [
			await cdp.profiles.get({ type: 'user_id', value: 'u1' }),
			await cdp.profiles.get({ type: 'user_id', value: 'u2' }),
		];
		expect(first?.id).not.toBe(second?.id);
		expect((await cdp.profiles.timeline({ type: 'user_id', value: 'u2' }, {})).items.map((e) => e.name)).toEqual([
			'Bought',
		]);
		const { items } = await cdp.identity.refused();
		expect(items.map((l) => l.reason)).toEqual(['a person has one user_id only']);
	});

	it('lists shared values, and lets go of one when people have left it', async () => {
		const { cdp } = await setUp();
		await take(
			cdp,
			Array.from({ length: 6 }, (_, i) =>
				entry(true, { traits: { email: 'desk@firm.example' } }, { customer: `d${i}` }),
			),
		);
		expect((await cdp.identity.shared()).items).toMatchObject([{ type: 'email', value: 'desk@firm.example' }]);
		await cdp.profiles.erase({ type: 'customer', value: 'd5' });
		expect((await cdp.identity.shared()).items).toEqual([]);
		expect((await cdp.profiles.get({ type: 'email', value: 'desk@firm.example' }))?.identifiers).toHaveLength(6);
	});

	it('keeps records of what caps refused', async () => {
		const { cdp } = await setUp();
		await cdp.identity.saveRules({ caps: { identifiers: 3, component: 4 } }, 'test');
		await cdp.identity.replay();
		const ids = (...names: string[]) => entry(true, {}, Object.fromEntries(names.map((n) => [n.slice(0, 1), n])));
		await take(cdp, [ids('a1', 'b1', 'c1', 'd1'), ids('d1', 'e1')]);
		const reasons = (await cdp.identity.refused()).items.map((l) => l.reason);
		expect(new Set(reasons)).toEqual(new Set(['more than 3 identifiers', 'more than 4 identifiers hang together']));
	});
});
