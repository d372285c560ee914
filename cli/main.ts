#!/usr/bin/env node
import { runCli } from './run';

// `cdp export … | head` closes the pipe early: that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

void runCli(process.argv.slice(2), {
	stdout: (text) => void process.stdout.write(text),
	stderr: (text) => void process.stderr.write(text),
	isTerminal: process.stderr.isTTY === true,
	signals: process,
}).then((code) => {
	process.exitCode = code;
});
