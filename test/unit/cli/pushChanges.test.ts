import { Recorder } from '../destinations/recorder';
import { terminal, workspace } from './terminal';

const { file } = workspace();
const cli = terminal();
const lines = (text: string): unknown[] =>
	text
		.trim()
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => JSON.parse(line) as unknown);

const yes = { status: 'granted' };
const ann = { action: 'add', identifiers: { email: ['Ann@Example.com'] }, consent: yes };
const changes = file(
	'changes.ndjson',
	[
		ann,
		{ action: 'add', identifiers: { email: 'bob@example.com' } },
		{ action: 'add', identifiers: { phone: '12' }, consent: yes },
		{ action: 'remove', identifiers: { email: 'cat@example.com' } },
		{ action: 'throw' },
	]
		.map((change) => JSON.stringify(change))
		.join('\n') + '\nno json\n\n',
);

describe('cdp push --changes', () => {
	const recorder = new Recorder();
	let baseUrl = '';
	beforeAll(async () => void (baseUrl = await recorder.start()));
	afterAll(() => recorder.stop());
	const taken = { status: 200, headers: {}, body: '{"requestId":"r"}' };
	const config = (more: object = {}) =>
		file('config.json', {
			accountId: '1',
			productDestinationId: '2',
			accessToken: 'sesame',
			'API base URL': baseUrl,
			allowPrivate: true,
			...more,
		});

	it('sends given changes without a store and says a verdict a line, in order', async () => {
		recorder.answer([taken, taken]);
		const { code, stdout } = await cli.run('push', 'google-data-manager', '--config', config(), '--changes', changes);
		expect(lines(stdout)).toEqual([
			{ line: 1, verdict: 'done', requestId: 'r' },
			{ line: 2, verdict: 'withheld', reason: 'no consent is known' },
			{ line: 3, verdict: 'refused', reason: 'phone is not a phone number with a country code' },
			{ line: 4, verdict: 'done', requestId: 'r' },
			{ line: 5, verdict: 'refused', reason: expect.stringContaining('action') as string },
			{ line: 6, verdict: 'refused', reason: 'the line is not JSON' },
		]);
		expect(code).toBe(1);
		expect(recorder.seen.map(({ path }) => path)).toEqual(['/v1/audienceMembers:ingest', '/v1/audienceMembers:remove']);
	});

	it('prints the requests and sends nothing on a dry run; secrets and what is missing get placeholders', async () => {
		recorder.answer([]);
		const args = ['--config', config(), '--changes', changes, '--dry-run'];
		const { code, stdout } = await cli.run('push', 'google-data-manager', ...args);
		expect(code).toBe(0);
		expect(lines(stdout)).toMatchObject([
			{
				method: 'POST',
				url: 'https://datamanager.googleapis.com/v1/audienceMembers:ingest',
				headers: { authorization: 'Bearer ACCESS_TOKEN' },
				body: { encoding: 'HEX' },
			},
			{ method: 'POST' },
		]);
		expect(stdout).not.toContain('sesame');
		const bare = await cli.run('push', 'meta-custom-audiences', '--changes', changes, '--dry-run');
		expect(lines(bare.stdout)).toMatchObject([{ url: expect.stringContaining('/AUDIENCE_ID/users') as string }, {}]);
		expect(recorder.seen).toEqual([]);
	});

	it('refuses an address on this machine unless it is allowed', async () => {
		const closed = config({ allowPrivate: false });
		const { code, stderr } = await cli.run('push', 'google-data-manager', '--config', closed, '--changes', changes);
		expect([code, stderr]).toEqual([1, expect.stringContaining('private network')]);
	});

	it('keeps the order of changes about the same person', async () => {
		const twice = file(
			'twice.ndjson',
			[ann, { ...ann, action: 'remove' }, ann].map((one) => JSON.stringify(one)).join('\n'),
		);
		recorder.answer([taken, taken, taken]);
		await cli.run('push', 'google-data-manager', '--config', config(), '--changes', twice);
		expect(recorder.seen.map(({ path }) => path.split(':')[1])).toEqual(['ingest', 'remove', 'ingest']);
	});

	it('names what is missing in the settings, and what is wrong with the file', async () => {
		const { stderr } = await cli.run('push', 'google-data-manager', '--changes', changes);
		expect(stderr).toContain('“Account ID”');
		expect((await cli.run('push', 'webhook', '--changes', file('nope'), '--dry-run')).stderr).toContain(
			'cannot be read',
		);
		expect((await cli.run('push', 'pigeon', '--changes', changes)).stderr).toContain('google-data-manager');
	});
});
