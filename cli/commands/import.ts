import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { InputError } from '../../index';
import { importStream, type ImportProgress } from '../../sources/import';
import { sources } from '../../sources/registry';
import { argument, text } from '../arguments';
import type { Command, CommandContext } from '../command';
import { keepHeapSmall } from '../heap';
import { readJsonFile } from '../jsonFile';
import { rejectedFile } from '../rejectedFile';
import { UsageError } from '../UsageError';

const KINDS = sources.map(({ slug }) => slug);

/** `cdp import FILE --as KIND`: a file becomes events, people, orders and so on. */
export const importCommand: Command = {
	name: 'import',
	summary: 'Read a file (.csv, .ndjson, .json, also .gz) into the store',
	usage: `FILE --as ${KINDS.join('|')} [--map MAPPING.json]`,
	options: {
		as: { type: 'string', value: 'KIND', help: `what the rows are: ${KINDS.join(', ')}` },
		map: {
			type: 'string',
			value: 'FILE',
			help: 'JSON object: field -> column, for columns that are not recognised by name',
		},
		source: { type: 'string', value: 'NAME', help: 'name kept with every event; default the kind' },
		timezone: { type: 'string', value: 'ZONE', help: 'IANA zone of dates without one', default: 'UTC' },
		region: { type: 'string', value: 'CC', help: 'country of phone numbers without country code, e.g. DE' },
	},
	async run(context) {
		const file = argument(context, 0, 'FILE_READ');
		const as = text(context, 'as');
		if (as === undefined || !KINDS.includes(as))
			throw new UsageError(
				as === undefined ? '--as is missing' : `Nothing is imported as "${as}"`,
				`Choose one of ${KINDS.join(', ')}.`,
			);
		const bytes = await sizeOf(file);
		const options = await optionsOf(context);
		keepHeapSmall();
		const cdp = await context.open();
		const rejected = rejectedFile(file, context.note);
		const stream = createReadStream(file);
		const report = await importStream(cdp, stream, {
			as,
			fileName: file,
			...options,
			signal: context.signal,
			onRejected: rejected.add,
			onProgress: (progress) => context.progress(bar(progress, bytes)),
		}).finally(async () => {
			const path = await rejected.close();
			if (path !== undefined) context.note(`rejected rows: ${path}`);
		});
		const { counts, ...own } = report;
		context.result(
			{ ...own, ...counts },
			Object.entries({ ...own, ...counts }).map(([name, count]) => `${name.padEnd(20)} ${count}`),
		);
	},
};

async function optionsOf(context: CommandContext) {
	const map = text(context, 'map');
	const [source, timezone, defaultRegion] = ['source', 'timezone', 'region'].map((name) => text(context, name));
	return {
		...(map === undefined ? {} : { map: await mapOf(map) }),
		...(source === undefined ? {} : { source }),
		...(timezone === undefined ? {} : { timezone }),
		...(defaultRegion === undefined ? {} : { defaultRegion }),
	};
}

async function mapOf(file: string): Promise<Record<string, string>> {
	const map = await readJsonFile(file);
	const wrong = Object.entries(map).find(([, column]) => typeof column !== 'string');
	if (wrong)
		throw new InputError(`${file}: "${wrong[0]}" must name a column`, 'Write {"field": "column"}.', 'FILE_FORMAT');
	return map as Record<string, string>;
}

async function sizeOf(file: string): Promise<number> {
	const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
		throw new InputError(`${file} cannot be read (${error.code ?? error.message})`, 'Check the path.', 'FILE_READ');
	});
	if (found.isDirectory()) throw new InputError(`${file} is a folder`, 'Name a file.', 'FILE_READ');
	return found.size;
}

const WIDTH = 30;

function bar({ rows, bytes, accepted, rejected }: ImportProgress, total: number): string {
	const share = total === 0 ? 1 : Math.min(1, bytes / total);
	const done = Math.round(share * WIDTH);
	return `[${'#'.repeat(done)}${'.'.repeat(WIDTH - done)}] ${Math.round(share * 100)}%  ${rows} rows, ${accepted} stored, ${rejected} rejected`;
}
