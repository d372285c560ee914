import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { transport as real } from '../../engine/transport';
import { onEveryEngine, TRUSTED } from './engines';

const PEOPLE = 12;
const email = (n: number) => `u${n}@example.com`;

/** Never repeats itself within a test, and always the same: faults come in an order of their own. */
function dice(seed: number): () => number {
	let state = seed;
	return () => ((state = (state * 48_271) % 2_147_483_647), state / 2_147_483_647);
}

interface Body {
	action: 'add' | 'update' | 'remove';
	changes: Array<{ key: string; identifiers: Array<{ type: string; value: string }> }>;
}

/** A platform on the loopback address that fails in every way a platform fails; what it took it holds. */
class StandIn {
	held = new Map<string, string>();
	/** Everybody who was ever sent. */
	told = new Set<string>();
	isKind = false;
	requests = 0;
	private seen = new Set<string>();
	private readonly random = dice(7);
	private readonly server = createServer((req, res) => {
		const chunks: Buffer[] = [];
		req.on('data', (chunk: Buffer) => chunks.push(chunk));
		req.on('end', () => this.answer(req, res, JSON.parse(Buffer.concat(chunks).toString()) as Body));
	});

	start(): Promise<string> {
		return new Promise((done) =>
			this.server.listen(0, '127.0.0.1', () =>
				done(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`),
			),
		);
	}
	stop(): void {
		this.server.closeAllConnections();
		this.server.close();
	}

	private answer(req: IncomingMessage, res: ServerResponse, body: Body): void {
		this.requests += 1;
		const lot = this.isKind ? 1 : this.random();
		if (lot < 0.08) return void res.writeHead(429, { 'retry-after': '1' }).end();
		if (lot < 0.16) return void res.writeHead(500).end('oops');
		if (lot < 0.24) return void req.socket.destroy();
		if (lot < 0.32) return void res.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad gateway</html>');
		this.take(req, body);
		// Taken, and the answer is lost, cut in half, or comes in drops.
		if (lot < 0.4) return void req.socket.destroy();
		if (lot < 0.48) {
			res.writeHead(200, { 'content-length': '100' }).write('{"refu');
			return void setTimeout(() => req.socket.destroy(), 5);
		}
		if (lot < 0.56) {
			res.writeHead(200).write('{');
			return void setTimeout(() => res.end('}'), 30);
		}
		res.writeHead(200).end('{}');
	}

	private take(req: IncomingMessage, { action, changes }: Body): void {
		const key = String(req.headers['idempotency-key']);
		if (this.seen.has(key)) return;
		this.seen.add(key);
		for (const change of changes) {
			const name = change.identifiers.find(({ type }) => type === 'email')?.value ?? '';
			if (action === 'remove') this.held.delete(change.key);
			else {
				this.held.set(change.key, name);
				this.told.add(name);
			}
		}
	}
}

onEveryEngine((setUp) => {
	it('whatever the platform does and whenever the process dies, a hundred times: it ends with exactly who should be there', async () => {
		const platform = new StandIn();
		const url = await platform.start();
		const random = dice(11);
		let dies = false;
		const bench = await setUp({
			transport: {
				...real,
				http: async (request) => {
					const answer = await real.http(request);
					// Between sending and confirming: nothing after this line of the process happens any more.
					if (dies && random() < 0.7) throw new TypeError('the process died here');
					return answer;
				},
				sleep: async (ms) => void (bench.clock.ms += ms),
			},
		});
		const { cdp, clock } = bench;
		const condition = { kind: 'trait', trait: 'plan', comparison: 'is', value: 'pro' };
		await cdp.segments.save({ version: 1, key: 'pro', name: 'Pro', of: 'people', condition });
		const request = {
			destination: 'webhook',
			segment: 'pro',
			config: { url, allowPrivate: true, batchSize: 3 },
			maxRemoval: 100,
		};
		const silent = [PEOPLE - 1, PEOPLE];
		const tell = (n: number, plan: string) =>
			cdp.ingest.calls(
				[
					{
						type: 'identify',
						messageId: `m${clock.ms}-${n}`,
						userId: `u${n}`,
						traits: { email: email(n), plan },
						...(silent.includes(n) ? {} : { context: { consent: { categoryPreferences: { advertising: true } } } }),
					},
				],
				TRUSTED,
			);
		for (let n = 1; n <= PEOPLE; n++) await tell(n, 'pro');
		dies = true;
		for (let death = 0; death < 100; death++) {
			await cdp.delivery.push(request).catch((error: unknown) => {
				if (!(error instanceof TypeError)) throw error;
			});
			clock.ms += 15 * 60_000;
			await tell(1 + Math.floor(random() * PEOPLE), random() < 0.5 ? 'pro' : 'free');
		}
		await cdp.profiles.erase({ type: 'user_id', value: 'u1' });
		await cdp.profiles.setConsent({ type: 'user_id', value: 'u2' }, { advertising: false }, TRUSTED);
		dies = false;
		platform.isKind = true;
		await cdp.delivery.retry({ sync: 'webhook:pro' });
		for (let i = 0; i < 3; i++) {
			clock.ms += 15 * 60_000;
			await cdp.delivery.push(request);
		}
		platform.stop();
		const members = (await cdp.profiles.list({ segment: 'pro' })).items.filter(
			(p) => p.consents['advertising']?.granted,
		);
		const wanted = members.flatMap((p) => p.identifiers.filter((i) => i.type === 'email').map((i) => i.value)).sort();
		expect([...platform.held.values()].sort()).toEqual(wanted);
		expect(silent.map(email).filter((name) => platform.told.has(name))).toEqual([]);
		expect(platform.requests).toBeGreaterThan(100);
	}, 120_000);
});
