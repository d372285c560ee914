import { existsSync } from 'node:fs';
import type { ComputedResult } from '../../core/model/computed';
import { argument, identifierArgument } from '../arguments';
import type { Command, CommandContext } from '../command';
import { readJsonFile } from '../jsonFile';
import { UsageError } from '../UsageError';

const actions: Record<string, (context: CommandContext) => Promise<void>> = { list, save, evaluate, explain, remove };

/** `cdp computed …`: traits that the store works out from events. */
export const computed: Command = {
	name: 'computed',
	summary: 'Traits worked out from events: counts, scores, RFM, lifetime value',
	usage:
		'list\n       cdp computed save FILE.json\n       cdp computed evaluate [FILE.json|KEY] [--full]\n       cdp computed explain KEY TYPE:VALUE\n       cdp computed remove KEY',
	options: {
		full: { type: 'boolean', help: 'look at everybody, and fit quintiles and models anew' },
	},
	async run(context) {
		const known = Object.keys(actions).join(', ');
		const name = argument(context, 0, `what to do (${known})`, false);
		const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
		if (action === undefined) throw new UsageError(`"${name}" is none of ${known}`);
		await action(context);
	},
};

async function list(context: CommandContext): Promise<void> {
	if (context.args[1] !== undefined) throw new UsageError(`"${context.args[1]}" is one argument too many`);
	const items = await (await context.open()).computed.list();
	context.result(
		{ items },
		items.length === 0
			? ['no computed traits']
			: items.map(
					({ key, values, sentence, note }) => `${key}  ${values} profiles  ${sentence}${note ? ` (${note})` : ''}`,
				),
	);
}

async function save(context: CommandContext): Promise<void> {
	const definition = await readJsonFile(argument(context, 1, 'FILE.json'));
	const saved = await (await context.open()).computed.save(definition);
	context.result(saved, [`${saved.key}: ${saved.sentence}`]);
}

async function evaluate(context: CommandContext): Promise<void> {
	const full = context.values['full'] === true;
	if (context.args.length === 1) return await evaluateAll(context, full);
	const given = argument(context, 1, 'FILE.json or KEY');
	const { computed: traits } = await context.open();
	const isKey = /^[A-Za-z][\w-]*$/.test(given) && !existsSync(given);
	const key = isKey ? given : (await traits.save(await readJsonFile(given))).key;
	const result = await traits.evaluate(key, { full });
	context.result(result, [line(result)]);
}

async function evaluateAll(context: CommandContext, full: boolean): Promise<void> {
	const { computed: traits } = await context.open();
	const items: ComputedResult[] = [];
	if (full) for (const { key } of await traits.list()) items.push(await traits.evaluate(key, { full }));
	else items.push(...(await traits.evaluateAll()));
	context.result({ items }, items.length === 0 ? ['no computed traits'] : items.map(line));
}

async function explain(context: CommandContext): Promise<void> {
	const key = argument(context, 1, 'KEY', false);
	const identifier = identifierArgument(context, 2);
	const found = await (await context.open()).computed.explain(key, identifier);
	const { value, current, sentence, facts } = found;
	const waits =
		JSON.stringify(value) === JSON.stringify(current) ? [] : [`  after the next evaluation: ${shown(current)}`];
	context.result(found, [`${key} is ${shown(value)}`, ...waits, `  ${sentence}`, `  ${facts}`]);
}

async function remove(context: CommandContext): Promise<void> {
	const key = argument(context, 1, 'KEY');
	const done = await (await context.open()).computed.remove(key);
	context.result({ key, ...done }, [`${key} and its values are removed`]);
}

const shown = (value: unknown): string => (value === undefined ? 'not there' : JSON.stringify(value));

const line = ({ key, values, changed, examined, ms, note }: ComputedResult): string =>
	`${key}: ${values} profiles have it, ${changed} changed, ${examined} looked at, ${ms} ms${note ? ` (${note})` : ''}`;
