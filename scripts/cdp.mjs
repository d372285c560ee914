/** `npm run -s cdp -- COMMAND`: prepares in silence (stderr only), then is the CLI: its stdin, stdout and exit code. */
import Module from 'node:module';
import { join } from 'node:path';
import { NODE, ROOT } from './paths.mjs';
import { prepare } from './prepare.mjs';
import { run } from './run.mjs';

const MAIN = join(ROOT, 'dist', 'cli', 'main.js');

try {
	await prepare();
} catch (error) {
	console.error(error.message);
	process.exit(1);
}
if (isNewEnough(process.versions.node)) {
	// In this very process, so that a signal (and kill -9) meets the CLI itself.
	process.argv.splice(1, 1, MAIN);
	Module.runMain();
} else {
	process.exit(await run(NODE, [MAIN, ...process.argv.slice(2)], { env: process.env }));
}

function isNewEnough(version) {
	const [major, minor] = version.split('.').map(Number);
	return major > 22 || (major === 22 && minor >= 16);
}
