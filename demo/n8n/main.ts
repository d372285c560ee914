/** Installs the pinned n8n, for who wants it there before the tests. */
import { installHost } from './install';

installHost((line) => console.log(line)).catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
