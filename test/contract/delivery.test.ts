import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Transport } from '../../core/delivery/converse';
import { CdpError } from '../../core/model/errors';
import type { HttpRequest, HttpResponse } from '../../core/ports';
import { onEveryEngine, TRUSTED, type Bench } from './engines';

interface Body {
	action: 'add' | 'update' | 'remove';
	changes: Array<{ key: string; identifiers: Array<{ type: string; value: string }>; traits: Record<string, unknown> }>;
}

/** A platform in memory: applies what it accepts, drops repeats by their key, and misbehaves on demand. */
class Platform {
	held = new Map<string, Body['changes'][number]>();
	requests: HttpRequest[] = [];
	seen = new Set<string>();
	behave: (request: HttpRequest, body: Body) => Partial<HttpResponse> | 'lost' | 'reset' = () => ({});
	slept = 0;

	transport: Transport = {
		http: async (request) => this.receive(request),
		append: async () => undefined,
		sleep: async (ms) => void (this.slept += ms),
	};

	private async receive(request: HttpRequest): Promise<HttpResponse> {
		this.requests.push(request);
		const body = JSON.parse(request.body) as Body;
		const answer = this.behave(request, body);
		const noAnswer = () =>
			new CdpError('No answer.', { code: 'NO_ANSWER', fault: 'remote', retry: true, next: 'Again.' });
		if (answer === 'reset') throw noAnswer();
		const status = answer === 'lost' ? 200 : (answer.status ?? 200);
		if (status < 300) this.apply(body, request.headers['idempotency-key'] ?? '');
		if (answer === 'lost') throw noAnswer();
		return { status, headers: answer.headers ?? {}, body: answer.body ?? '{}' };
	}

	private apply({ action, changes }: Body, key: string): void {
		if (this.seen.has(key)) return;
		this.seen.add(key);
		for (const change of changes) {
			if (action === 'remove') this.held.delete(change.key);
			else this.held.set(change.key, change);
		}
	}

	emails(): string[] {
		return [...this.held.values()]
			.flatMap((c) => c.identifiers.filter((i) => i.type === 'email').map((i) => i.value))
			.sort();
	}
}

const yes = { consent: { categoryPreferences: { advertising: true } } };
const email = (n: number) => `u${n}@example.com`;
const people = (...numbers: number[]) =>
	numbers.map((n) => ({
		type: 'identify',
		userId: `u${n}`,
		traits: { email: email(n), plan: 'pro' },
		context: yes,
		messageId: `identify-${n}-${Math.random()}`,
	}));

async function withSegment(bench: Bench): Promise<void> {
	await bench.cdp.segments.save({
		version: 1,
		key: 'pro',
		name: 'Pro',
		of: 'people',
		condition: { kind: 'trait', trait: 'plan', comparison: 'is', value: 'pro' },
	});
}
const request = { destination: 'webhook', segment: 'pro', config: { url: 'https://ads.example/in' } };

onEveryEngine((setUp) => {
	const start = async () => {
		const platform = new Platform();
		const bench = await setUp({ transport: platform.transport });
		platform.transport.sleep = async (ms) => void (bench.clock.ms += ms);
		await withSegment(bench);
		return { platform, bench, cdp: bench.cdp };
	};

	it('sends exactly the difference: add, nothing, update, remove', async () => {
		const { platform, bench, cdp } = await start();
		await cdp.ingest.calls(people(1, 2, 3), TRUSTED);
		expect(await cdp.delivery.push(request)).toMatchObject({
			added: 3,
			updated: 0,
			removed: 0,
			unchanged: 0,
			pending: 0,
			requests: 1,
		});
		expect(await cdp.delivery.push(request)).toMatchObject({
			added: 0,
			updated: 0,
			removed: 0,
			unchanged: 3,
			requests: 0,
		});
		bench.clock.ms += 1_000;
		await cdp.ingest.calls(
			[
				{ type: 'identify', userId: 'u1', traits: { city: 'Bern' } },
				{ type: 'identify', userId: 'u2', traits: { plan: 'free' } },
			],
			TRUSTED,
		);
		expect(await cdp.delivery.push(request)).toMatchObject({
			added: 0,
			updated: 1,
			removed: 1,
			unchanged: 1,
			requests: 2,
		});
		expect(platform.emails()).toEqual([email(1), email(3)]);
		expect(
			[...platform.held.values()].find((c) => c.identifiers.some((i) => i.value === email(1)))?.traits['city'],
		).toBe('Bern');
	});

	it('never sends a person who did not say yes, and takes back who says no', async () => {
		const { platform, bench, cdp } = await start();
		const silent = { type: 'identify', userId: 'u9', traits: { email: email(9), plan: 'pro' } };
		await cdp.ingest.calls([...people(1, 2), silent], TRUSTED);
		expect(await cdp.delivery.push(request)).toMatchObject({ added: 2, withheld: { 'no consent for advertising': 1 } });
		bench.clock.ms += 1_000;
		await cdp.profiles.setConsent({ type: 'user_id', value: 'u1' }, { advertising: false }, TRUSTED);
		expect(await cdp.delivery.push(request)).toMatchObject({
			removed: 1,
			withheld: { 'no consent for advertising': 2 },
		});
		expect(platform.emails()).toEqual([email(2)]);
		expect(platform.requests.flatMap((r) => (r.body.includes(email(9)) ? [r] : []))).toEqual([]);
	});

	it('removes who was erased, though nothing is known of the person any more', async () => {
		const { platform, cdp } = await start();
		await cdp.ingest.calls(people(1, 2), TRUSTED);
		await cdp.delivery.push(request);
		await cdp.profiles.erase({ type: 'user_id', value: 'u1' });
		expect(await cdp.delivery.push(request)).toMatchObject({ removed: 1 });
		expect(platform.emails()).toEqual([email(2)]);
	});

	it('waits as long as the platform asks, tries again, and counts once', async () => {
		const { platform, bench, cdp } = await start();
		await cdp.ingest.calls(people(1), TRUSTED);
		const answers: Array<Partial<HttpResponse>> = [
			{ status: 429, headers: { 'retry-after': '7' } },
			{ status: 500 },
			{},
		];
		platform.behave = () => answers.shift() ?? {};
		const began = bench.clock.ms;
		expect(await cdp.delivery.push(request)).toMatchObject({ added: 1, pending: 0, requests: 3 });
		expect(bench.clock.ms - began).toBeGreaterThanOrEqual(7_000);
	});

	it('repeats under the same key when the answer was lost, so the platform can drop the repeat', async () => {
		const { platform, cdp } = await start();
		await cdp.ingest.calls(people(1, 2), TRUSTED);
		const answers: Array<'lost' | 'reset'> = ['lost', 'reset'];
		platform.behave = () => answers.shift() ?? {};
		expect(await cdp.delivery.push(request)).toMatchObject({ added: 2, requests: 3 });
		expect(new Set(platform.requests.map((r) => r.headers['idempotency-key'])).size).toBe(1);
	});

	it('keeps what is refused for good as dead letters with the reason, to be retried or discarded', async () => {
		const { platform, cdp } = await start();
		await cdp.ingest.calls(people(1, 2, 3), TRUSTED);
		platform.behave = (_r, body) => ({
			body: JSON.stringify({ refused: [{ key: body.changes[0]?.key, reason: 'no such account' }] }),
		});
		expect(await cdp.delivery.push(request)).toMatchObject({ added: 2, refused: { 'no such account': 1 } });
		const [letter] = await cdp.delivery.deadLetters({});
		expect(letter).toMatchObject({ reason: 'no such account', attempts: 1, change: { action: 'add' } });
		expect(await cdp.delivery.push(request)).toMatchObject({ requests: 0 });
		platform.behave = () => ({});
		expect(await cdp.delivery.retry({ sync: 'webhook:pro' })).toEqual({ requeued: 1 });
		expect(await cdp.delivery.push(request)).toMatchObject({ added: 1 });
		platform.behave = () => ({ status: 403 });
		await cdp.ingest.calls(people(4), TRUSTED);
		expect(await cdp.delivery.push(request)).toMatchObject({ refused: { 'the server answered 403': 1 } });
		expect(await cdp.delivery.discard({ sync: 'webhook:pro' })).toEqual({ discarded: 1 });
		expect(await cdp.delivery.deadLetters({})).toEqual([]);
	});

	it('a crash between sending and confirming, at any batch, ends with the remote state as desired', async () => {
		const { platform, cdp } = await start();
		const small = { ...request, config: { ...request.config, batchSize: 2 } };
		await cdp.ingest.calls(people(1, 2, 3, 4, 5, 6, 7), TRUSTED);
		for (let crash = 0; crash < 20; crash++) {
			platform.behave = (r) => {
				if (platform.requests.length % 3 !== crash % 3) return {};
				platform.seen.has(r.headers['idempotency-key'] ?? '');
				throw new TypeError('the process died here');
			};
			await cdp.delivery.push(small).catch(() => undefined);
			const gone = (crash % 7) + 1;
			await cdp.ingest.calls(
				[{ type: 'identify', userId: `u${gone}`, traits: { plan: crash % 2 ? 'pro' : 'free' } }],
				TRUSTED,
			);
		}
		platform.behave = () => ({});
		await cdp.delivery.push(small);
		const wanted = (await cdp.profiles.list({ segment: 'pro' })).items
			.flatMap((p) => p.identifiers.filter((i) => i.type === 'email').map((i) => i.value))
			.sort();
		expect(platform.emails()).toEqual(wanted);
	});

	it('somebody whose addition may have arrived is removed when they leave before it was confirmed', async () => {
		const { platform, bench, cdp } = await start();
		await cdp.ingest.calls(people(1), TRUSTED);
		platform.behave = () => 'lost';
		platform.transport.sleep = async () => Promise.reject(new TypeError('killed while waiting'));
		await cdp.delivery.push(request).catch(() => undefined);
		expect(platform.emails()).toEqual([email(1)]);
		platform.behave = () => ({});
		bench.clock.ms += 60_000;
		await cdp.profiles.setConsent({ type: 'user_id', value: 'u1' }, { advertising: false }, TRUSTED);
		await cdp.delivery.push(request);
		expect(platform.emails()).toEqual([]);
	});

	it('a dry run says what would be sent and sends nothing', async () => {
		const { platform, cdp } = await start();
		await cdp.ingest.calls(people(1, 2), TRUSTED);
		const dry = await cdp.delivery.push({ ...request, dryRun: true });
		expect(dry).toMatchObject({ added: 2, requests: 1, preview: [{ method: 'POST', url: 'https://ads.example/in' }] });
		expect(platform.requests).toEqual([]);
		expect(await cdp.delivery.push(request)).toMatchObject({ added: 2 });
	});

	it('sends nobody new below the minimum size', async () => {
		const { cdp } = await start();
		await cdp.ingest.calls(people(1, 2), TRUSTED);
		expect(await cdp.delivery.push({ ...request, minimumSize: 3 })).toMatchObject({
			added: 0,
			withheld: { 'fewer than 3 members': 2 },
		});
	});

	it('names what is missing in the settings', async () => {
		const { cdp } = await start();
		await expect(cdp.delivery.push({ ...request, config: {} })).rejects.toMatchObject({
			code: 'DESTINATION_CONFIG',
			message: 'Webhook needs “URL”.',
		});
		await expect(cdp.delivery.push({ ...request, destination: 'pigeon' })).rejects.toMatchObject({
			code: 'DESTINATION_UNKNOWN',
		});
		await expect(cdp.delivery.push({ ...request, segment: 'nope' })).rejects.toMatchObject({ code: 'SEGMENT_UNKNOWN' });
	});
});

describe('file', () => {
	onEveryEngine((setUp) => {
		it('appends CSV with one header, and no cell runs as a formula', async () => {
			const folder = mkdtempSync(path.join(tmpdir(), 'cdp-file-'));
			const bench = await setUp();
			await withSegment(bench);
			const config = { path: path.join(folder, 'out', 'pro.csv'), format: 'csv' };
			const push = () => bench.cdp.delivery.push({ destination: 'file', segment: 'pro', config });
			await bench.cdp.ingest.calls(people(1), TRUSTED);
			await push();
			await bench.cdp.ingest.calls(people(2), TRUSTED);
			await push();
			const lines = readFileSync(config.path, 'utf8').trim().split('\n');
			expect(lines).toHaveLength(3);
			expect(lines[0]).toBe('action,key,segment,identifiers,traits,batch');
			expect(lines[1]).toContain('user_id:u1 email:u1@example.com');
			rmSync(folder, { recursive: true });
		});
	});
});
