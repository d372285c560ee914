import { parseArgs } from 'node:util';
import { openCdp, type Cdp } from '../index';
import type { Command, CommandContext } from './command';
import { exitCodeOf, say } from './failure';
import { commandHelp, generalHelp, GLOBAL_OPTIONS } from './help';
import { commands } from './registry';
import { UsageError } from './UsageError';

/** The world around the command line. */
export interface Terminal {
	stdout(text: string): void;
	stderr(text: string): void;
	/** True when progress may be redrawn in place. */
	isTerminal: boolean;
	/** Where SIGINT and SIGTERM come from. */
	signals: Pick<NodeJS.Process, 'on' | 'off'>;
}

/** Runs one command line; resolves to the exit code: 0 done, 1 failed, 2 wrong use. Never rejects. */
export async function runCli(argv: string[], terminal: Terminal): Promise<number> {
	const [name, ...rest] = argv;
	const json = argv.includes('--json');
	try {
		if (name === undefined || name === 'help' || name === '--help' || name === '-h') return help(rest[0], terminal);
		const command = commandOf(name);
		if (rest.includes('--help') || rest.includes('-h')) return help(name, terminal);
		return await execute(command, rest, terminal);
	} catch (error) {
		terminal.stderr(say(error, json));
		return exitCodeOf(error);
	}
}

function help(name: string | undefined, terminal: Terminal): number {
	terminal.stdout(name === undefined || name.startsWith('-') ? generalHelp(commands) : commandHelp(commandOf(name)));
	return 0;
}

function commandOf(name: string): Command {
	const command = commands.find((known) => known.name === name);
	if (command) return command;
	throw new UsageError(
		`There is no command "${name}"`,
		`The commands are ${commands.map((known) => known.name).join(', ')}.`,
	);
}

function parse(command: Command, argv: string[]) {
	try {
		const options = Object.fromEntries(
			Object.entries({ ...command.options, ...GLOBAL_OPTIONS }).map(([key, { type, short, default: initial }]) => [
				key,
				{ type, ...(short ? { short } : {}), ...(initial === undefined ? {} : { default: initial }) },
			]),
		);
		return parseArgs({ args: argv, options, allowPositionals: true, strict: true });
	} catch (error) {
		throw new UsageError((error as Error).message, `See \`cdp ${command.name} --help\`.`);
	}
}

async function execute(command: Command, argv: string[], terminal: Terminal): Promise<number> {
	const { values, positionals } = parse(command, argv);
	const stop = new AbortController();
	const abort = (): void => stop.abort();
	terminal.signals.on('SIGINT', abort);
	terminal.signals.on('SIGTERM', abort);
	let opened: Promise<Cdp> | undefined;
	const storeUrl = values['store'] as string | undefined;
	const context: CommandContext = {
		args: positionals,
		values: values,
		json: values['json'] === true,
		storeUrl: storeUrl ?? process.env['CDP_STORE_URL'],
		open: () => (opened ??= openCdp(storeUrl === undefined ? {} : { storeUrl })),
		...outputOf(terminal, values['json'] === true),
		signal: stop.signal,
	};
	try {
		return (await command.run(context)) ?? 0;
	} finally {
		context.progress('');
		terminal.signals.off('SIGINT', abort);
		terminal.signals.off('SIGTERM', abort);
		await (await opened?.catch(() => undefined))?.close();
	}
}

function outputOf(
	{ stdout, stderr, isTerminal }: Terminal,
	json: boolean,
): Pick<CommandContext, 'result' | 'print' | 'note' | 'progress'> {
	let drawn = false;
	const progress = (text: string): void => {
		if (!isTerminal || (text === '' && !drawn)) return;
		stderr(`\r\u001b[2K${text}`);
		drawn = text !== '';
	};
	return {
		progress,
		result: (data, lines) => {
			progress('');
			stdout(json ? `${JSON.stringify(data)}\n` : lines.map((line) => `${line}\n`).join(''));
		},
		print: (line) => stdout(`${line}\n`),
		note: (line) => {
			progress('');
			stderr(`${line}\n`);
		},
	};
}
