/** `npm run bench [-- NAME] [--json] [--scale X]`: compiles bench/ beside the sources and runs it on Node 24. */
import { join } from 'node:path';
import { NODE } from './paths.mjs';
import { prepareTool } from './prepare.mjs';
import { run } from './run.mjs';

try {
	const folder = await prepareTool('bench');
	process.exit(
		await run(NODE, [
			'--expose-gc',
			'--disable-warning=ExperimentalWarning',
			join(folder, 'bench', 'main.js'),
			...process.argv.slice(2),
		]),
	);
} catch (error) {
	console.error(error.message);
	process.exit(1);
}
