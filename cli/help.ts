import type { Command, CommandOption } from './command';

/** Options that every command takes. */
export const GLOBAL_OPTIONS: Record<string, CommandOption> = {
	store: {
		type: 'string',
		value: 'URL',
		help: 'sqlite:PATH or postgres://…; default CDP_STORE_URL, else the store of n8n',
	},
	json: { type: 'boolean', help: 'print the result as one line of JSON' },
	help: { type: 'boolean', short: 'h', help: 'show this help' },
};

/** The list of commands. */
export function generalHelp(commands: readonly Command[]): string {
	const width = Math.max(...commands.map(({ name }) => name.length));
	const list = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
	return `${['Usage: cdp COMMAND …', '', ...list, '', '`cdp COMMAND --help` shows its options. Exit codes: 0 done, 1 failed, 2 wrong use.'].join('\n')}\n`;
}

/** Usage and options of one command. */
export function commandHelp({ name, summary, usage, options }: Command): string {
	const all = Object.entries({ ...options, ...GLOBAL_OPTIONS }).map(
		([key, option]) => [`--${key}${option.value ? ` ${option.value}` : ''}`, withDefault(option)] as const,
	);
	const width = Math.max(...all.map(([left]) => left.length));
	return `${[`Usage: cdp ${name} ${usage}`.trimEnd(), '', summary, '', ...all.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)].join('\n')}\n`;
}

function withDefault({ help, default: initial }: CommandOption): string {
	return initial === undefined || initial === false ? help : `${help} (default ${initial})`;
}
