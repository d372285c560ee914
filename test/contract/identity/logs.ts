import fc from 'fast-check';
import type { Cdp } from '../../../core/cdp';
import type { Store } from '../../../core/ports';

const MAIL = [
	'ann@example.com',
	'bob@example.com',
	'j.doe@gmail.com',
	'jdoe+news@googlemail.com',
	'info@firm.example',
	'carl@example.com',
];
const value = (type: string) =>
	fc.constantFrom(...['a', 'b', 'c', 'd', 'test', '0000'].map((v) => (v.length > 1 ? v : `${type}-${v}`)));

/** Calls over a small set of people, browsers, shared and junk values: enough for every rule to have its say. */
const call = fc.record(
	{
		userId: value('u'),
		anonymousId: value('a'),
		email: fc.constantFrom(...MAIL),
		phone: fc.constantFrom('+41446681800', '044 668 18 00', '+12025550123'),
		card: value('card'),
		city: fc.constantFrom('Bern', 'Basel', 'Genf', null),
		consent: fc.boolean(),
		verified: fc.boolean(),
	},
	{ requiredKeys: ['verified'] },
);

/** A call in Segment's format, and whether its source is trusted. */
export interface Entry {
	verified: boolean;
	call: Record<string, unknown>;
}

/** A log of calls with times and messageIds of their own, so that its order is free. */
export const logs = (most = 24) =>
	fc.array(call, { minLength: 3, maxLength: most }).map((parts) =>
		parts.map(({ userId, anonymousId, email, phone, card, city, consent, verified }, i): Entry => {
			const traits = {
				...(email ? { email } : {}),
				...(phone ? { phone } : {}),
				...(city === undefined ? {} : { city }),
			};
			const identify = Object.keys(traits).length > 0 || consent !== undefined || card !== undefined;
			return {
				verified,
				call: {
					messageId: `m${i}`,
					timestamp: new Date(Date.UTC(2026, 2, 1 + (i % 7) * 9, i)).toISOString(),
					type: identify ? 'identify' : 'track',
					...(identify ? { traits } : { event: i % 2 ? 'Viewed' : 'Bought', properties: { n: i } }),
					...(userId ? { userId } : {}),
					...(anonymousId ? { anonymousId } : {}),
					context: {
						...(card ? { externalIds: [{ type: 'card', id: card }] } : {}),
						...(consent === undefined ? {} : { consent: { categoryPreferences: { advertising: consent } } }),
					},
				},
			};
		}),
	);

/** Takes a log in, in batches of one trust each. */
export async function take(cdp: Cdp, log: readonly Entry[], size = 5): Promise<void> {
	for (let i = 0; i < log.length;) {
		const first = log[i] as Entry;
		const batch: unknown[] = [];
		while (i < log.length && batch.length < size && log[i]?.verified === first.verified) batch.push(log[i++]?.call);
		await cdp.ingest.calls(batch, {
			source: first.verified ? 'crm' : 'browser',
			verified: first.verified,
			historical: true,
		});
	}
}

/** Everything a person can see of the store, without numbers that depend on who came first. */
export async function visible(cdp: Cdp): Promise<string[]> {
	const { items } = await cdp.profiles.list({ limit: 200 });
	const people = await Promise.all(
		items.map(async ({ id, identifiers, ...rest }) => {
			const { items: events } = await cdp.profiles.timeline({ type: 'profile', value: id }, { limit: 200 });
			const seen = events.map((event) => JSON.stringify(event)).sort();
			return JSON.stringify({
				identifiers: identifiers.map((i) => `${i.type}:${i.value}`).sort(),
				...rest,
				segments: [...rest.segments].sort(),
				seen,
			});
		}),
	);
	return people.sort();
}

/** What must hold in any store at any time; answers what does not. */
export async function faults(store: Store): Promise<string[]> {
	const { read } = store;
	const found: string[] = [];
	const components = await read.identifiers.components(0, 100_000);
	const rows = await read.identifiers.byComponent(components);
	const byId = new Map(rows.map((row) => [row.id, row]));
	const profiles = [...new Set(rows.map((row) => row.profile))];
	const alive = new Map(
		(await read.profiles.byId([...profiles, ...rows.map((row) => row.id)])).map((row) => [row.id, row]),
	);
	for (const row of rows) {
		const profile = byId.get(row.profile);
		if (!profile || profile.profile !== row.profile)
			found.push(`identifier ${row.id} is in profile ${row.profile}, which is not one`);
		if (profile && profile.component !== row.component) found.push(`profile ${row.profile} reaches over components`);
		if (row.standing !== 1 && alive.get(row.profile)?.alive !== 1) found.push(`profile ${row.profile} is not alive`);
	}
	for (const [id, profile] of alive) {
		const own = rows.filter((row) => row.profile === id && row.standing !== 1);
		if (profile.alive === 1 && own.length === 0) found.push(`profile ${id} is alive and empty`);
		if (profile.alive === 1 && profile.known !== Math.max(0, ...own.map((row) => row.known)))
			found.push(`profile ${id} has a wrong known`);
	}
	for (const event of await read.events.evidence([...alive.keys()]))
		if (byId.get(event.identifier)?.profile !== event.profile) found.push(`event ${event.id} is not with its owner`);
	for (const o of await read.traits.observations(await read.traits.observedKeys([...alive.keys()])))
		if (byId.get(o.identifier)?.profile !== o.profile)
			found.push(`an observation of ${o.key} is not with its identifier`);
	for (const consent of await read.consents.byProfile([...alive.keys()]))
		if (byId.get(consent.identifier)?.profile !== consent.profile) found.push(`a consent is not with its identifier`);
	for (const link of await read.links.byComponent(components)) {
		const ends = [byId.get(link.a), byId.get(link.b)];
		if (!ends.some((end) => end?.component === link.component))
			found.push(`link ${link.a}-${link.b} is in a foreign component`);
		if (link.state === 'active' && ends[0]?.profile !== ends[1]?.profile)
			found.push(`active link ${link.a}-${link.b} joins nobody`);
	}
	return found;
}
