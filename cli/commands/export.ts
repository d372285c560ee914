import { writeFile } from 'node:fs/promises';
import { identifierArgument, text } from '../arguments';
import type { Command } from '../command';
import { unknownPerson } from '../unknownPerson';

/** `cdp export TYPE:VALUE`: everything held about a person, as JSON. */
export const exportCommand: Command = {
	name: 'export',
	summary: 'Write everything held about a person as JSON',
	usage: 'TYPE:VALUE [--out FILE]',
	options: { out: { type: 'string', value: 'FILE', help: 'write into a file that only you may read; default stdout' } },
	async run(context) {
		const identifier = identifierArgument(context, 0);
		const cdp = await context.open();
		if (!(await cdp.identity.resolve(identifier))) throw unknownPerson(identifier);
		const data = await cdp.profiles.export(identifier);
		const out = text(context, 'out');
		if (out === undefined) return context.result(data, [JSON.stringify(data, null, 2)]);
		await writeFile(out, `${JSON.stringify(data, null, 2)}\n`, { mode: 0o600 });
		context.result({ file: out }, [`written to ${out}`]);
	},
};
