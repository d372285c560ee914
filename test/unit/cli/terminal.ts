import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** A folder for one test file, gone after it: paths in it (written when there is content), and the arguments that name a store in it. */
export function workspace() {
	const folder = mkdtempSync(join(tmpdir(), 'cdp-cli-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	const file = (name: string, content?: string | object): string => {
		if (content !== undefined)
			writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
		return join(folder, name);
	};
	return { folder, file, store: ['--store', `sqlite:${file('store.db')}`] };
}
