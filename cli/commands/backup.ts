import { argument } from '../arguments';
import type { Command } from '../command';

/** `cdp backup FILE`: a consistent copy while the store is in use. */
export const backup: Command = {
	name: 'backup',
	summary: 'Copy the embedded store into a file while it is in use',
	usage: 'FILE',
	options: {},
	async run(context) {
		const file = argument(context, 0, 'FILE');
		const done = await (await context.open()).backup(file);
		context.result(done, [`${done.file}: ${done.bytes} bytes`]);
	},
};
