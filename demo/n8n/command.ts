import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { ROOT } from '../root';

export type Environment = Record<string, string | undefined>;

/** The package's own Node 24 and tools first on PATH: n8n and npm's scripts run on it. */
export function pathWithNode(): string {
	return join(ROOT, 'node_modules', '.bin') + delimiter + (process.env['PATH'] ?? '');
}

/** The environment of this process without what npm and jest put there for the script that they run. */
export function cleanEnvironment(extra: Environment = {}): Environment {
	const inherited = Object.entries(process.env).filter(
		([name]) => !/^(npm_(config|package|lifecycle|command)|NODE_ENV$|JEST_)/i.test(name),
	);
	return { ...Object.fromEntries(inherited), PATH: pathWithNode(), ...extra };
}

export interface CommandOptions {
	cwd?: string;
	env?: Environment;
	/** File that the output is added to. */
	log: string;
	/** Ends the command, as failed, after this time. */
	timeoutMs?: number;
}

/** Runs a program to its end, its output in a file; throws with the last lines of it when it fails. */
export async function runCommand(program: string, args: string[], options: CommandOptions): Promise<void> {
	mkdirSync(dirname(options.log), { recursive: true });
	const sink = openSync(options.log, 'a');
	try {
		const code = await new Promise<number | string>((resolve, reject) => {
			const { cwd = ROOT, env = cleanEnvironment(), timeoutMs } = options;
			const child = spawn(program, args, {
				cwd,
				env: env,
				stdio: ['ignore', sink, sink],
				timeout: timeoutMs,
			});
			child.on('error', reject);
			child.on('close', (exitCode, signal) => resolve(exitCode ?? signal ?? 'no exit code'));
		});
		if (code !== 0) throw new CommandFailed(`${program} ${args.join(' ')}`, code, options.log);
	} finally {
		closeSync(sink);
	}
}

/** A program ended with another code than 0; the message holds the end of its output. */
export class CommandFailed extends Error {
	constructor(command: string, code: number | string, log: string) {
		super(`\`${command}\` ended with ${code}:\n${lastLines(log, 20)}\n(all of it: ${log})`);
		this.name = 'CommandFailed';
	}
}

export function lastLines(file: string, count: number): string {
	return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}
