#!/usr/bin/env node
import { runCli } from './run';

void runCli(process.argv.slice(2), {
	stdout: (text) => void process.stdout.write(text),
	stderr: (text) => void process.stderr.write(text),
	isTerminal: process.stderr.isTTY === true,
	signals: process,
}).then((code) => {
	process.exitCode = code;
});
