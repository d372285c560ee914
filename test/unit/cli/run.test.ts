import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandHelp } from '../../../cli/help';
import { commands } from '../../../cli/registry';
import { terminal } from './terminal';

const ROOT = join(__dirname, '..', '..', '..');

describe('The command line', () => {
	const { run } = terminal();

	it('knows exactly the commands in its folder', () => {
		const files = readdirSync(join(ROOT, 'cli', 'commands')).map((file) => file.replace(/\.ts$/, ''));
		expect(commands.map(({ name }) => name).sort()).toEqual(files.sort());
	});

	it.each(commands.map((command) => [command.name, command] as const))(
		'%s has help, and docs/cli.md shows it',
		async (name, command) => {
			const { code, stdout } = await run(name, '--help');
			expect([code, stdout]).toEqual([0, commandHelp(command)]);
			for (const { help } of Object.values(command.options)) expect(help).toMatch(/\S/);
			expect(readFileSync(join(ROOT, 'docs', 'cli.md'), 'utf8')).toContain(stdout.trim());
		},
	);

	it('lists its commands', async () => {
		for (const argv of [[], ['help'], ['--help']]) expect((await run(...argv)).stdout).toContain('Usage: cdp COMMAND');
		expect((await run('help', 'import')).stdout).toContain('--as KIND');
	});

	it.each([
		['an unknown command', ['brew']],
		['an unknown option', ['stats', '--tea']],
		['a missing argument', ['profile']],
		['an identifier without type', ['profile', 'ann@example.com']],
		['one argument too many', ['profile', 'email:a@b.example', 'x']],
		['no port', ['collect']],
		['a port that is none', ['collect', '--port', '99999']],
		['a public host without a key', ['collect', '--port', '0', '--host', '0.0.0.0']],
		['an unknown kind', ['import', 'f.csv', '--as', 'tea']],
		['an unknown action', ['segment', 'brew', 'x']],
		['a push of nothing', ['push', 'webhook']],
		['a decision about one', ['identity', 'link', 'email:a@b.example']],
		['an unknown decision', ['identity', 'marry', 'email:a@b.example', 'email:c@d.example']],
		['a page of nothing', ['identity', 'refused', '--limit', '0']],
		['rules without a file', ['rules', 'preview']],
		['an unknown thing to do with rules', ['rules', 'break']],
	])('ends with 2 for %s', async (_name, argv) => {
		const { code, stdout, stderr } = await run(...argv);
		expect([code, stdout]).toEqual([2, '']);
		expect(stderr.trim().split('\n').length).toBeGreaterThanOrEqual(2);
	});

	it('says with --json what happened as code, message and next step', async () => {
		const { code, stdout, stderr } = await run('import', 'not-there.csv', '--as', 'people', '--json');
		expect([code, stdout]).toEqual([1, '']);
		expect(JSON.parse(stderr)).toEqual({
			error: { code: 'FILE_READ', message: expect.stringContaining('not-there.csv'), next: 'Check the path.' },
		});
	});
});
