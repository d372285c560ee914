import { sha256 } from '../../core/delivery/normalise/hash';
import type { HttpRequest, HttpResponse } from '../../core/ports';
import { onEveryEngine, TRUSTED, type Bench } from './engines';

const hash = (email: string) => sha256(email);
const email = (n: number) => `u${n}@example.com`;
const person = (n: number, more: object = {}) => ({
	type: 'identify',
	userId: `u${n}`,
	traits: { email: email(n), plan: 'pro', ...more },
	context: { consent: { categoryPreferences: { advertising: true } } },
});

/** Google as far as audiences go: holds hashes, takes and removes them. */
class Google {
	held = new Set<string>();
	requests: Array<{ method: string; at: number }> = [];
	clock: { ms: number } = { ms: 0 };
	answer: (request: HttpRequest) => Partial<HttpResponse> | undefined = () => undefined;
	slept: number[] = [];

	transport = {
		http: async (request: HttpRequest): Promise<HttpResponse> => this.receive(request),
		append: async () => undefined,
		sleep: async (ms: number) => {
			this.slept.push(ms);
			this.clock.ms += ms;
		},
	};

	private receive(request: HttpRequest): HttpResponse {
		const method = request.url.split(':').at(-1) ?? '';
		this.requests.push({ method, at: this.clock.ms });
		const answer = this.answer(request);
		if ((answer?.status ?? 200) >= 300) return { status: 500, headers: {}, body: '{}', ...answer };
		const { audienceMembers } = JSON.parse(request.body) as {
			audienceMembers: Array<{ userData: { userIdentifiers: Array<{ emailAddress?: string }> } }>;
		};
		for (const { userData } of audienceMembers)
			for (const { emailAddress = '' } of userData.userIdentifiers)
				if (method === 'remove') this.held.delete(emailAddress);
				else this.held.add(emailAddress);
		return { status: 200, headers: {}, body: `{"requestId":"r${this.requests.length}"}`, ...answer };
	}

	holds(...emails: string[]): void {
		expect([...this.held].sort()).toEqual(emails.map(hash).sort());
	}
}

const request = {
	destination: 'google-data-manager',
	segment: 'pro',
	config: { accountId: '1', productDestinationId: '2', accessToken: 't' },
};

onEveryEngine((setUp) => {
	const start = async () => {
		const google = new Google();
		const bench: Bench = await setUp({ transport: google.transport });
		google.clock = bench.clock;
		await bench.cdp.segments.save({
			version: 1,
			key: 'pro',
			name: 'Pro',
			of: 'people',
			condition: { kind: 'trait', trait: 'plan', comparison: 'is', value: 'pro' },
		});
		const tell = async (...calls: object[]) => {
			bench.clock.ms += 1_000;
			await bench.cdp.ingest.calls(
				calls.map((call, i) => ({ messageId: `m${bench.clock.ms}-${i}`, ...call })),
				TRUSTED,
			);
		};
		const push = (more: object = {}) => bench.cdp.delivery.push({ ...request, ...more });
		return { google, bench, tell, push, cdp: bench.cdp };
	};
	const people = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => person(from + i));

	it('compares everybody once, and then only those who can have changed', async () => {
		const { google, tell, push, cdp } = await start();
		await tell(...people(1, 5));
		expect(await push()).toMatchObject({ added: 5, compared: 'all', requestIds: ['r1'] });
		await tell({ type: 'identify', userId: 'u2', traits: { plan: 'free' } }, person(6));
		expect(await push()).toMatchObject({ added: 1, removed: 1, unchanged: 4, compared: 'changed' });
		await cdp.profiles.erase({ type: 'user_id', value: 'u1' });
		await cdp.profiles.setConsent({ type: 'user_id', value: 'u3' }, { advertising: false }, TRUSTED);
		expect(await push()).toMatchObject({
			removed: 2,
			compared: 'changed',
			withheld: { 'no consent for advertising': 1 },
		});
		google.holds(email(4), email(5), email(6));
		expect(await cdp.delivery.leftOut({ sync: 'google-data-manager:pro' })).toEqual([
			{ key: expect.stringMatching(/^p\d+$/) as string, reason: 'no consent for advertising' },
		]);
		expect(await push({ purposes: ['advertising', 'email'] })).toMatchObject({ compared: 'all', removed: 3 });
		google.holds();
	});

	it('takes away an address that somebody gave up, and follows two people who turn out to be one', async () => {
		const { google, tell, push, cdp } = await start();
		await tell(person(1), person(2));
		await push();
		await cdp.identity.split([{ type: 'email', value: email(1) }], 'test');
		await tell(person(1, { email: 'new@example.com' }));
		expect(await push()).toMatchObject({ updated: 1 });
		google.holds('new@example.com', email(2));
		await cdp.identity.link({ type: 'user_id', value: 'u1' }, { type: 'user_id', value: 'u2' }, 'test');
		await push();
		google.holds('new@example.com', email(2));
	});

	it('keeps who left in the modes that take nobody away, but never who said no', async () => {
		const { google, tell, push, cdp } = await start();
		await tell(...people(1, 3));
		await push({ mode: 'update' });
		await tell({ type: 'identify', userId: 'u1', traits: { plan: 'free' } });
		expect(await push({ mode: 'update' })).toMatchObject({ removed: 0 });
		google.holds(email(1), email(2), email(3));
		await cdp.profiles.setConsent({ type: 'user_id', value: 'u1' }, { advertising: false }, TRUSTED);
		await cdp.profiles.erase({ type: 'user_id', value: 'u2' });
		expect(await push({ mode: 'update' })).toMatchObject({ removed: 2 });
		google.holds(email(3));
	});

	it('sends everything again on a full resync', async () => {
		const { google, tell, push } = await start();
		await tell(...people(1, 3));
		await push();
		google.held.clear();
		expect(await push()).toMatchObject({ added: 0, updated: 0 });
		expect(await push({ resync: true })).toMatchObject({ updated: 3, compared: 'all' });
		google.holds(email(1), email(2), email(3));
	});

	it('holds back the removal of too many who left until it is confirmed; who said no goes at once', async () => {
		const { google, tell, push, cdp } = await start();
		await tell(...people(1, 10));
		await push();
		await tell(...[1, 2, 3, 4].map((n) => ({ type: 'identify', userId: `u${n}`, traits: { plan: 'free' } })));
		await cdp.profiles.setConsent({ type: 'user_id', value: 'u10' }, { advertising: false }, TRUSTED);
		expect(await push({ maxRemoval: 30 })).toMatchObject({ removed: 1, held: 4 });
		expect(google.held.size).toBe(9);
		await tell({ type: 'identify', userId: 'u1', traits: { plan: 'pro' } });
		expect(await push({ maxRemoval: 30 })).toMatchObject({ removed: 0, held: 3 });
		expect(await push({ maxRemoval: 30, confirmRemovals: true })).toMatchObject({ removed: 3, held: 0 });
		expect(google.held.size).toBe(6);
	});

	it('stops at a refused credential and loses nothing: no dead letters, no tries counted', async () => {
		const { google, tell, push, cdp } = await start();
		await tell(...people(1, 2));
		google.answer = () => ({ status: 401, body: '{"error":{"message":"expired"}}' });
		for (let i = 0; i < 10; i++)
			expect(await push()).toMatchObject({ pending: 2, stopped: expect.stringContaining('credential') as string });
		expect(await cdp.delivery.deadLetters({})).toEqual([]);
		google.answer = () => undefined;
		expect(await push()).toMatchObject({ added: 2, pending: 0 });
	});

	it('keeps to the platform’s limits across syncs of one credential', async () => {
		const { google, tell, push, cdp } = await start();
		await tell(...people(1, 3));
		await cdp.segments.save({ ...(await cdp.segments.get('pro')), key: 'also', name: 'Also' });
		for (const segment of ['pro', 'also']) await push({ segment, config: { ...request.config, batchSize: 1 } });
		const gaps = google.requests.slice(1).map(({ at }, i) => at - (google.requests[i]?.at ?? 0));
		expect(google.requests).toHaveLength(6);
		expect(Math.min(...gaps)).toBeGreaterThanOrEqual(200);
		expect(Math.max(...gaps)).toBeLessThan(250);
	});

	it('leaves a broken platform alone for a while', async () => {
		const { google, tell, push } = await start();
		await tell(...people(1, 2));
		google.answer = () => ({ status: 503 });
		expect(await push()).toMatchObject({ pending: 2 });
		const before = google.requests.length;
		expect(before).toBeLessThan(8);
		google.answer = () => undefined;
		google.clock.ms += 11 * 60_000;
		expect(await push()).toMatchObject({ added: 2, pending: 0 });
	});

	it('keeps the proof of consent with what was delivered, and a removal that failed until it is done', async () => {
		const { google, bench, tell, push } = await start();
		await tell(person(1));
		await push();
		const [row] = await bench.store.read.outbox.deliveredPage('google-data-manager:pro', '', 10);
		expect(JSON.parse(row?.change ?? '{}')).toMatchObject({
			consent: {
				status: 'granted',
				proof: [{ purpose: 'storage', source: 'test' }, {}, { purpose: 'personalised_ads' }],
			},
		});
		await tell({ type: 'identify', userId: 'u1', traits: { plan: 'free' } });
		google.answer = () => ({ status: 500 });
		for (let i = 0; i < 12; i++) {
			google.clock.ms += 20 * 60_000;
			await push();
		}
		google.answer = () => undefined;
		google.clock.ms += 20 * 60_000;
		expect(await push()).toMatchObject({ removed: 1, pending: 0 });
		google.holds();
	});

	it('goes on where it was stopped', async () => {
		const { google, tell, push } = await start();
		await tell(...people(1, 6));
		const small = { config: { ...request.config, batchSize: 2 }, ms: 0 };
		expect(await push(small)).toMatchObject({ added: 0, pending: 6, more: true });
		expect(await push({ ...small, ms: undefined })).toMatchObject({ added: 6, more: false });
		expect(google.held.size).toBe(6);
	});

	it('shows who would be added, removed and left out, and the requests, without sending', async () => {
		const { google, tell, push, cdp } = await start();
		await tell(...people(1, 2));
		await push();
		google.requests = [];
		await tell(person(3), { type: 'identify', userId: 'u1', traits: { plan: 'free' } });
		await cdp.profiles.setConsent({ type: 'user_id', value: 'u2' }, { advertising: false }, TRUSTED);
		const dry = await push({ dryRun: true });
		expect(dry).toMatchObject({
			added: 1,
			removed: 2,
			unchanged: 0,
			withheld: { 'no consent for advertising': 1 },
			people: { added: [expect.any(String)], leftOut: [{ reason: 'no consent for advertising' }] },
		});
		expect(dry.preview?.[0]?.headers['authorization']).toBe('Bearer ACCESS_TOKEN');
		expect(google.requests).toEqual([]);
		expect(await push()).toMatchObject({ added: 1, removed: 2 });
	});
});
