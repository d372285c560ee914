import { existsSync } from 'node:fs';
import { argument, text } from '../arguments';
import type { Command, CommandContext } from '../command';
import { addFile, identifiersOf } from '../listFile';
import { readIdentifier } from '../../sources/shared/identifierText';
import { UsageError } from '../UsageError';

const actions: Record<string, (context: CommandContext) => Promise<void>> = {
	all,
	create,
	add,
	remove,
	members,
	show,
	delete: drop,
};

/** `cdp list …`: named lists of identifiers that segments ask for. */
export const list: Command = {
	name: 'list',
	summary: 'Named lists of people, from a file or by hand, that segments ask for',
	usage:
		'all\n       cdp list create KEY [--name NAME]\n       cdp list add KEY FILE|TYPE:VALUE\n       cdp list remove KEY FILE|TYPE:VALUE\n       cdp list members KEY [--after CURSOR]\n       cdp list show KEY\n       cdp list delete KEY',
	options: {
		name: { type: 'string', value: 'NAME', help: 'what people read; default the key' },
		column: { type: 'string', value: 'COLUMN', help: 'take this column of the file only, with --type' },
		type: { type: 'string', value: 'TYPE', help: 'the type of what stands in that column, e.g. email' },
		region: { type: 'string', value: 'CC', help: 'country of phone numbers without country code, e.g. DE' },
		after: { type: 'string', value: 'CURSOR', help: 'members: where the page before ended (its `next`)' },
	},
	async run(context) {
		const known = Object.keys(actions).join(', ');
		const name = argument(context, 0, `what to do (${known})`, false);
		const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
		if (action === undefined) throw new UsageError(`"${name}" is none of ${known}`);
		await action(context);
	},
};

async function all(context: CommandContext): Promise<void> {
	if (context.args[1] !== undefined) throw new UsageError(`"${context.args[1]}" is one argument too many`);
	const items = await (await context.open()).lists.list();
	context.result(
		{ items },
		items.length === 0
			? ['no lists']
			: items.map(({ key, name, identifiers }) => `${key}  ${identifiers} identifiers  ${name}`),
	);
}

async function create(context: CommandContext): Promise<void> {
	const key = argument(context, 1, 'KEY');
	const name = text(context, 'name');
	const made = await (await context.open()).lists.save({ key, ...(name === undefined ? {} : { name }) });
	context.result(made, [`${made.key}: ${made.name}, ${made.identifiers} identifiers`]);
}

async function add(context: CommandContext): Promise<void> {
	const key = argument(context, 1, 'KEY', false);
	const given = argument(context, 2, 'FILE or TYPE:VALUE');
	const cdp = await context.open();
	const single = singleOf(given);
	if (single) {
		const { added, already, rejected } = await cdp.lists.add(key, [single]);
		const [fault] = rejected;
		if (fault) throw new UsageError(`The ${fault.field} ${fault.reason}`);
		return context.result({ key, added, already }, [`${key}: ${added} added, ${already} stood on it before`]);
	}
	const report = await addFile(cdp, key, given, fileOptions(context), context.note);
	const { rows, added, already, rejected } = report;
	context.result({ key, ...report }, [
		`${key}: ${rows} rows, ${added} identifiers added, ${already} stood on it before, ${rejected} rejected`,
	]);
}

async function remove(context: CommandContext): Promise<void> {
	const key = argument(context, 1, 'KEY', false);
	const given = argument(context, 2, 'FILE or TYPE:VALUE');
	const { lists } = await context.open();
	const single = singleOf(given);
	let removed = 0;
	if (single) removed = (await lists.takeOff(key, [single])).removed;
	else
		for await (const identifiers of identifiersOf(given, fileOptions(context)))
			removed += (await lists.takeOff(key, identifiers)).removed;
	context.result({ key, removed }, [`${key}: ${removed} identifiers taken off`]);
}

async function members(context: CommandContext): Promise<void> {
	const key = argument(context, 1, 'KEY');
	const after = text(context, 'after');
	const page = await (await context.open()).lists.items(key, { limit: 1_000, ...(after ? { after } : {}) });
	context.result(
		page,
		page.items.map(({ type, value, profileId }) => `${type}:${value}  ${profileId ?? '(not known yet)'}`),
	);
	if (page.next !== undefined) context.note(`more: --after '${page.next}'`);
}

async function show(context: CommandContext): Promise<void> {
	const key = argument(context, 1, 'KEY');
	const found = await (await context.open()).lists.get(key);
	context.result(found, [`${key}: ${found.name}, ${found.identifiers} identifiers, ${found.profiles} known profiles`]);
}

async function drop(context: CommandContext): Promise<void> {
	const key = argument(context, 1, 'KEY');
	const done = await (await context.open()).lists.remove(key);
	context.result({ key, ...done }, [`${key} is deleted`]);
}

/** A file of that name wins over an identifier written so. */
const singleOf = (given: string) => (existsSync(given) ? undefined : readIdentifier(given));

function fileOptions(context: CommandContext) {
	const [column, type, region] = ['column', 'type', 'region'].map((name) => text(context, name));
	if ((column === undefined) !== (type === undefined)) throw new UsageError('--column and --type belong together');
	return {
		...(column !== undefined && type !== undefined ? { column: { name: column, type } } : {}),
		...(region === undefined ? {} : { region: region.toUpperCase() }),
	};
}
