import type { Cdp } from '../index';

/** One option of a command, as `node:util` parseArgs takes it, with what help says about it. */
export interface CommandOption {
	type: 'string' | 'boolean';
	/** One line for --help. */
	help: string;
	/** Shown in help as `--name VALUE`; upper case. */
	value?: string;
	short?: string;
	default?: string | boolean;
}

/** What a command gets: its arguments and the world around it. `--json`, `--store` and `--help` exist for all and are dealt with outside. */
export interface CommandContext {
	/** Positional arguments after the command's name. */
	args: string[];
	/** Options by name, as declared in `options`; undefined when not given. */
	values: Record<string, string | boolean | undefined>;
	/** True with --json: write one JSON document with `result`, and nothing else to stdout. */
	json: boolean;
	/** `--store` or CDP_STORE_URL. */
	storeUrl: string | undefined;
	/** Opens the store; closed by main when the command ends. */
	open(): Promise<Cdp>;
	/** The result on stdout: with --json `data` as JSON, otherwise the lines. */
	result(data: unknown, lines: string[]): void;
	/** A line on stdout at once, for commands that keep running. */
	print(line: string): void;
	/** A note on stderr. */
	note(line: string): void;
	/** Progress on stderr: redrawn on a terminal, silent otherwise. An empty text clears the line. */
	progress(text: string): void;
	/** Aborted at SIGINT or SIGTERM: finish what is under way and return. */
	signal: AbortSignal;
}

/** One command: one file in cli/commands and one line in cli/registry.ts. Wrong use throws `UsageError`, failure any `CdpError`. */
export interface Command {
	name: string;
	/** One line in the list of commands. */
	summary: string;
	/** Arguments after the name, e.g. `FILE --as KIND`. */
	usage: string;
	options: Record<string, CommandOption>;
	/** Resolves to the exit code; nothing means 0. */
	run(context: CommandContext): Promise<number | void>;
}
