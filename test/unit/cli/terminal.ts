import { EventEmitter } from 'node:events';
import { runCli } from '../../../cli/run';

/** Runs a command line and keeps what it wrote. `onStdout` sees every piece, `signals.emit('SIGTERM')` stops it. */
export function terminal(onStdout: (text: string) => void = () => undefined, isTerminal = false) {
	const out = { stdout: '', stderr: '' };
	const signals = new EventEmitter();
	const run = async (...argv: string[]) => {
		out.stdout = '';
		out.stderr = '';
		const code = await runCli(argv, {
			stdout: (text) => {
				out.stdout += text;
				onStdout(text);
			},
			stderr: (text) => void (out.stderr += text),
			isTerminal,
			signals: signals as unknown as NodeJS.Process,
		});
		return { code, ...out, json: <T = Record<string, unknown>>() => JSON.parse(out.stdout) as T };
	};
	return { run, signals };
}
