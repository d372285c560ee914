import type { Cdp, ReplayProgress, RuleVersion } from '../../core/cdp';
import { argument, text, wholeNumber } from '../arguments';
import type { Command, CommandContext } from '../command';
import { readJsonFile } from '../jsonFile';
import { UsageError } from '../UsageError';

/** How long the engine works before progress is shown and Ctrl-C is heard. */
const TURN_MS = 500;
const EXAMPLES = 20;

const actions: Record<string, (context: CommandContext) => Promise<number | void>> = {
	get: async (context) => {
		onlyFirst(context);
		const rules = await (await context.open()).identity.rules();
		context.result(rules, [JSON.stringify(rules, null, 2)]);
	},
	preview,
	apply,
	history: async (context) => {
		onlyFirst(context);
		const versions = await (await context.open()).identity.ruleHistory();
		context.result({ items: versions }, versions.length === 0 ? ['the built-in rules hold'] : versions.map(line));
	},
};

/** `cdp rules …`: by which evidence counts. */
export const rules: Command = {
	name: 'rules',
	summary: 'Show the rules of identity, try others, and apply them',
	usage:
		'get\n       cdp rules preview FILE.json [--examples N]\n       cdp rules apply [FILE.json] [--by NAME]\n       cdp rules history',
	options: {
		examples: { type: 'string', value: 'N', help: `how many who would merge or split to show, default ${EXAMPLES}` },
		by: { type: 'string', value: 'NAME', help: 'who changes the rules, kept with the version', default: 'cdp' },
	},
	async run(context) {
		const known = Object.keys(actions).join(', ');
		const name = argument(context, 0, `what to do (${known})`, false);
		const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
		if (action === undefined) throw new UsageError(`"${name}" is none of ${known}`);
		return await action(context);
	},
};

async function preview(context: CommandContext): Promise<void> {
	const examples = wholeNumber(context, 'examples', 1_000) ?? EXAMPLES;
	const wanted = await readJsonFile(argument(context, 1, 'FILE.json'));
	const found = await (await context.open()).identity.previewRules(wanted, { examples });
	context.result(found, [
		`${found.merged} profiles would take in others, ${found.split} would give some away; nothing was changed`,
		...found.examples.map(({ kind, profileId, reason }) => `  ${kind.padEnd(6)}  ${profileId}  ${reason}`),
	]);
}

async function apply(context: CommandContext): Promise<number> {
	const file = context.args.length > 1 ? argument(context, 1, 'FILE.json') : undefined;
	const wanted = file === undefined ? undefined : await readJsonFile(file);
	const { identity } = await context.open();
	// What was stopped before comes first; without a file that is all.
	let progress = await replayAll(context, identity, undefined);
	let groups = progress.of;
	if (wanted !== undefined && progress.done) {
		const { of } = await identity.saveRules(wanted, text(context, 'by') ?? 'cdp');
		progress = await replayAll(context, identity, of);
		groups += progress.of;
	}
	const { version, done } = progress;
	const said = done
		? `version ${version} holds; ${groups} groups of evidence brought up to date`
		: `version ${version} is stored and partly applied; go on with \`cdp rules apply\``;
	context.result({ version, done, groups }, [said]);
	return done ? 0 : 1;
}

/** Goes on until all is done or Ctrl-C; `of` is how many groups of evidence it went through. */
async function replayAll(
	{ progress: show, signal }: CommandContext,
	identity: Cdp['identity'],
	of: number | undefined,
): Promise<ReplayProgress> {
	for (let groups = 0; ;) {
		const progress = await identity.replay({ ms: TURN_MS });
		groups += progress.of;
		if (!progress.done || groups > 0) show(of === undefined ? `${groups} groups` : `${groups} of ${of} groups`);
		if (progress.done || signal.aborted) return { ...progress, of: groups };
	}
}

function onlyFirst({ args }: CommandContext): void {
	if (args[1] !== undefined) throw new UsageError(`"${args[1]}" is one argument too many`);
}

const line = ({ version, by, time }: RuleVersion): string =>
	`version ${version}  ${new Date(time).toISOString()}  by ${by}`;
