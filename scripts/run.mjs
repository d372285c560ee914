import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { ROOT } from './paths.mjs';

/** Environment for child processes: the package's own tools and Node first on PATH. */
export function toolEnv(extra = {}) {
	return { ...process.env, PATH: join(ROOT, 'node_modules', '.bin') + delimiter + process.env.PATH, ...extra };
}

/**
 * Runs a command to its end and answers with its exit code. Output goes to `log` (a file), to stderr
 * (`output: 'stderr'`), or straight through (default).
 */
export function run(command, args, { cwd = ROOT, env = toolEnv(), log, output = 'inherit' } = {}) {
	if (log) mkdirSync(dirname(log), { recursive: true });
	const sink = log ? openSync(log, 'a') : output === 'stderr' ? 2 : 'inherit';
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			cwd,
			env,
			stdio: [log || output === 'stderr' ? 'ignore' : 'inherit', sink, log ? sink : 2],
		});
		const forward = (signal) => child.kill(signal);
		process.on('SIGINT', forward);
		process.on('SIGTERM', forward);
		const done = () => {
			process.off('SIGINT', forward);
			process.off('SIGTERM', forward);
			if (log) closeSync(sink);
		};
		child.on('error', (error) => (done(), reject(error)));
		child.on('close', (code, signal) => (done(), resolve(code ?? 128 + (constants.signals[signal] ?? 0))));
	});
}

/** Like `run`, and throws with the end of the output when the command fails. */
export async function mustRun(what, command, args, options = {}) {
	const code = await run(command, args, options);
	if (code === 0) return;
	const tail = options.log
		? `\n${readFileSync(options.log, 'utf8').trimEnd().split('\n').slice(-15).join('\n')}\n(all of it: ${options.log})`
		: '';
	throw new Error(`${what} ended with exit code ${code}${tail}`);
}
