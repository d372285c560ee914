import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Pool } from 'pg';
import { tables } from '../../store/schema';
import { BROWSER, onEveryEngine, TRUSTED, type Bench } from './engines';

const MARKS = ['erased-person@example.com', 'erased-browser-4711', '+41791234567', 'Erasewell', 'erased-card-99'];
const user = (value: string) => ({ type: 'user_id', value });

/** Somebody in every corner of the store, between others. */
async function fill({ cdp }: Bench): Promise<void> {
	const others = Array.from({ length: 300 }, (_, n) => [
		{
			type: 'identify',
			userId: `u${n}`,
			traits: { email: `u${n}@example.com`, lastName: `Name ${n}`, bio: 'x'.repeat(n % 700) },
		},
		{ type: 'track', event: 'Viewed', userId: `u${n}`, anonymousId: `a${n}`, properties: { n } },
	]);
	await cdp.ingest.calls(others.slice(0, 150).flat(), TRUSTED);
	const consent = { categoryPreferences: { advertising: true }, gpc: false };
	const traits = { email: MARKS[0], phone: MARKS[2], lastName: MARKS[3], pets: [{ name: `Cat of ${MARKS[3]}` }] };
	const context = { consent, externalIds: [{ type: 'card', id: MARKS[4] }] };
	await cdp.ingest.calls(
		[
			{ type: 'identify', userId: 'gone', anonymousId: MARKS[1], messageId: `m-${MARKS[0]}`, traits, context },
			...Array.from({ length: 40 }, (_, n) => ({
				type: 'track',
				event: 'Viewed',
				userId: 'gone',
				anonymousId: MARKS[1],
				properties: { title: `Hello ${MARKS[3]} ${'y'.repeat(n * 40)}` },
			})),
			{ type: 'track', event: '', userId: 'gone', properties: { email: MARKS[0] } },
		],
		TRUSTED,
	);
	await cdp.ingest.calls([{ type: 'page', anonymousId: MARKS[1], context: { consent } }], BROWSER);
	await cdp.ingest.calls(others.slice(150).flat(), TRUSTED);
	await cdp.profiles.update(user('gone'), { email: 'other@example.com' }, TRUSTED);
	await cdp.segments.save({
		version: 1,
		key: 'viewers',
		name: 'Viewers',
		of: 'people',
		condition: { kind: 'event', name: 'Viewed', count: { comparison: 'atLeast', value: 1 } },
	});
}

/** Every place of the store in which one of the marks still stands. */
async function traces({ database }: Bench): Promise<string[]> {
	if (database.name === 'sqlite') {
		const folder = path.dirname(database.url.slice('sqlite:'.length));
		return readdirSync(folder).flatMap((file) => {
			const bytes = readFileSync(path.join(folder, file));
			return MARKS.filter((mark) => bytes.includes(mark)).map((mark) => `${file}: ${mark}`);
		});
	}
	const schema = new URL(database.url).searchParams.get('schema') ?? '';
	const pool = new Pool({ connectionString: database.url.split('?')[0], options: `-c search_path=${schema}` });
	const found: string[] = [];
	for (const table of Object.keys(tables))
		for (const mark of MARKS) {
			const { rows } = await pool.query(`SELECT 1 FROM ${table} t WHERE strpos(t::text, $1) > 0 LIMIT 1`, [mark]);
			if (rows.length > 0) found.push(`${table}: ${mark}`);
		}
	await pool.end();
	return found;
}

onEveryEngine((setUp) => {
	const held: string[] = [];
	const start = async () => {
		held.length = 0;
		const http = async ({ body }: { body: string }) => {
			held.push(body);
			return { status: 200, headers: {}, body: '{}' };
		};
		const bench = await setUp({ transport: { http, append: async () => undefined, sleep: async () => undefined } });
		await fill(bench);
		return bench;
	};
	const request = { destination: 'webhook', segment: 'viewers', config: { url: 'https://ads.example/hook' } };

	it('leaves no byte of the person in the files of the store, tells the destinations, and keeps a proof without the data', async () => {
		const bench = await start();
		const { cdp } = bench;
		await cdp.delivery.push(request);
		expect((await traces(bench)).length).toBeGreaterThan(0);
		expect(await cdp.profiles.export(user('gone'))).toMatchObject({
			profile: { identifiers: expect.arrayContaining([user('gone')]) as unknown, segments: ['viewers'] },
			consents: expect.arrayContaining([expect.objectContaining({ purpose: 'advertising', granted: 1 })]) as unknown,
			deliveries: [{ sync: 'webhook:viewers', state: 'delivered', change: { action: 'add' } }],
			events: expect.arrayContaining([expect.objectContaining({ name: 'Viewed' })]) as unknown,
		});
		const done = await cdp.profiles.erase(user('gone'), { suppress: true });
		expect(done).toMatchObject({ erased: true, identifiers: 6, syncs: ['webhook:viewers'], proof: 'e1' });
		expect(await cdp.delivery.push(request)).toMatchObject({ removed: 1 });
		expect(await traces(bench)).toEqual([]);
		expect(await cdp.profiles.erasures()).toEqual([
			{ proof: 'e1', time: bench.clock.ms, identifiers: 6, events: done.events, syncs: ['webhook:viewers'] },
		]);
		expect(JSON.parse(held.at(-1) ?? '{}')).toMatchObject({ action: 'remove' });
	});

	it('keeps out whoever was erased, row by row, until somebody lets the person in again', async () => {
		const bench = await start();
		const { cdp } = bench;
		await cdp.profiles.erase(user('gone'), { suppress: true });
		const rows = [
			{ type: 'identify', userId: 'new-number', traits: { email: 'Erased-Person@Example.com', firstName: 'E' } },
			{ type: 'track', event: 'Viewed', anonymousId: MARKS[1] },
			{ type: 'track', event: 'Viewed', userId: 'u1' },
		];
		expect(await cdp.ingest.calls(rows, TRUSTED)).toEqual({
			accepted: 1,
			duplicates: 0,
			rejected: [
				{ index: 0, field: 'traits.email', reason: 'suppressed' },
				{ index: 1, field: 'anonymousId', reason: 'suppressed' },
			],
		});
		expect(await cdp.profiles.get({ type: 'email', value: MARKS[0] as string })).toBeUndefined();
		expect(await traces(bench)).toEqual([]);
		expect(await cdp.profiles.unsuppress({ type: 'email', value: MARKS[0] as string })).toEqual({ unsuppressed: true });
		expect(await cdp.profiles.unsuppress({ type: 'email', value: 'nobody@example.com' })).toEqual({
			unsuppressed: false,
		});
		expect(await cdp.ingest.calls(rows.slice(0, 1), TRUSTED)).toMatchObject({ accepted: 1, rejected: [] });
	});

	it('lets somebody come back who was erased without being kept out', async () => {
		const { cdp } = await start();
		await cdp.profiles.erase(user('gone'));
		expect(await cdp.ingest.calls([{ type: 'identify', userId: 'gone' }], TRUSTED)).toMatchObject({ accepted: 1 });
	});
});
