import { parseArgs } from 'node:util';
import { benches } from './registry';
import type { Row } from './row';

/** `npm run bench [-- NAME] [--json] [--scale X]`. */
async function main(): Promise<number> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { json: { type: 'boolean' }, scale: { type: 'string', default: '1' } },
	});
	const [wanted] = positionals;
	const names = Object.keys(benches).filter((name) => !wanted || name === wanted);
	if (names.length === 0) {
		console.error(`There is no bench “${wanted}”. Known: ${Object.keys(benches).join(', ')}.`);
		return 2;
	}
	const rows: Row[] = [];
	for (const name of names) {
		for (const row of await (benches[name] as (typeof benches)[string])(Number(values.scale))) {
			rows.push(row);
			if (values.json) console.log(JSON.stringify(row));
		}
	}
	if (!values.json)
		console.table(
			rows.map(({ name, ours, reference, ratio, target, holds, note }) => ({
				name,
				ours,
				reference,
				ratio,
				target,
				holds: holds ? 'yes' : 'NO',
				note,
			})),
		);
	return 0;
}

void main().then(
	(code) => process.exit(code),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
