/** `npm start`: prepares, then runs demo/start on Node 24. Options: --once --fresh --data FILE --port N. */
import { join } from 'node:path';
import { NODE } from './paths.mjs';
import { prepare, prepareTool } from './prepare.mjs';
import { run } from './run.mjs';

try {
	await prepare((line) => console.log(line));
	const folder = await prepareTool('demo');
	process.exit(await run(NODE, [join(folder, 'demo', 'start', 'main.js'), ...process.argv.slice(2)]));
} catch (error) {
	console.error(error.message);
	process.exit(1);
}
