#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Compiled code is kept between processes (Node's own cache), which shortens every start; hence the late import below.
enableCompileCache();

// `cdp export … | head` closes the pipe early: that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

void main();

async function main(): Promise<void> {
	const { runCli } = await import('./run');
	process.exitCode = await runCli(process.argv.slice(2), {
		stdout: (text) => void process.stdout.write(text),
		stderr: (text) => void process.stderr.write(text),
		isTerminal: process.stderr.isTTY === true,
		signals: process,
	});
}
