import type { Cdp, Decision } from '../../core/cdp';
import { argument, identifierArgument, text, wholeNumber } from '../arguments';
import type { Command, CommandContext } from '../command';
import { decisionLines, historyLine, linkLine, pageLines, sharedLine } from '../identity/say';
import { UsageError } from '../UsageError';

type Action = (context: CommandContext) => Promise<number | void>;
type Pair = 'link' | 'unlink' | 'forbid';

const DEFAULT_LIMIT = 50;
const MOST = 1_000;

const actions: Record<string, Action> = {
	explain,
	link: decision('link'),
	unlink: decision('unlink'),
	forbid: decision('forbid'),
	split,
	links: async (context) => {
		const identifier = identifierArgument(context, 1);
		const links = await (await identityOf(context)).links(identifier);
		context.result({ items: links }, links.length === 0 ? ['no evidence'] : links.map(linkLine));
	},
	refused: async (context) => {
		const wanted = pageOf(context, 1);
		const page = await (await identityOf(context)).refused(wanted);
		context.result(page, pageLines(page, linkLine, 'nothing is refused'));
	},
	shared: async (context) => {
		const wanted = pageOf(context, 1);
		const page = await (await identityOf(context)).shared(wanted);
		context.result(page, pageLines(page, sharedLine, 'no value is shared by too many people'));
	},
	history: async (context) => {
		const whose = context.args[1] === undefined ? {} : { identifier: identifierArgument(context, 1) };
		const wanted = { ...whose, ...pageOf(context, 2) };
		const page = await (await identityOf(context)).history(wanted);
		context.result(page, pageLines(page, historyLine, 'nothing has merged or split'));
	},
};

/** `cdp identity …`: who is who, and why; decisions by hand. */
export const identity: Command = {
	name: 'identity',
	summary: 'Explain who is who, and decide it by hand',
	usage: [
		'explain TYPE:VALUE TYPE:VALUE',
		'link|unlink|forbid TYPE:VALUE TYPE:VALUE [--preview] [--by NAME]',
		'split TYPE:VALUE… [--preview] [--by NAME]',
		'links TYPE:VALUE',
		'history [TYPE:VALUE] [--limit N] [--after X]',
		'refused|shared [--limit N] [--after X]',
	].join('\n       cdp identity '),
	options: {
		preview: { type: 'boolean', help: 'show what the profiles would look like, and change nothing' },
		by: { type: 'string', value: 'NAME', help: 'who decides, kept with the evidence', default: 'cdp' },
		limit: { type: 'string', value: 'N', help: `how many lines, default ${DEFAULT_LIMIT}` },
		after: { type: 'string', value: 'X', help: 'go on after the former page, which ends with this' },
	},
	async run(context) {
		const known = Object.keys(actions).join(', ');
		const name = argument(context, 0, `what to do (${known})`, false);
		const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
		if (action === undefined) throw new UsageError(`"${name}" is none of ${known}`);
		return await action(context);
	},
};

async function explain(context: CommandContext): Promise<void> {
	const [a, b] = pairOf(context);
	const found = await (await identityOf(context)).explain(a, b);
	context.result(found, [found.sentence, ...found.path.map((link) => `  ${linkLine(link)}`)]);
}

function decision(kind: Pair): Action {
	return async (context) => {
		const [a, b] = pairOf(context);
		const identity = await identityOf(context);
		return tell(context, await identity[kind](a, b, byOf(context), { preview: isPreview(context) }));
	};
}

async function split(context: CommandContext): Promise<number> {
	const places = Math.max(1, context.args.length - 1);
	const taken = Array.from({ length: places }, (_, at) => identifierArgument(context, at + 1, at + 1 === places));
	const identity = await identityOf(context);
	return tell(context, await identity.split(taken, byOf(context), { preview: isPreview(context) }));
}

/** A link that does not join is a failure: whoever wrote the script must see it. */
function tell(context: CommandContext, done: Decision & { joined?: boolean; reason?: string }): number {
	const refused = done.joined === false ? [`not joined: ${done.reason ?? 'a rule speaks against it'}`] : [];
	context.result({ preview: isPreview(context), ...done }, [...refused, ...decisionLines(done, isPreview(context))]);
	return done.joined === false ? 1 : 0;
}

const identityOf = async (context: CommandContext): Promise<Cdp['identity']> => (await context.open()).identity;

function pairOf(context: CommandContext) {
	return [identifierArgument(context, 1, false), identifierArgument(context, 2)] as const;
}

const isPreview = ({ values }: CommandContext): boolean => values['preview'] === true;
const byOf = (context: CommandContext): string => text(context, 'by') ?? 'cdp';

function pageOf(context: CommandContext, arguments_: number): { limit: number; after?: string } {
	const extra = context.args[arguments_];
	if (extra !== undefined) throw new UsageError(`"${extra}" is one argument too many`);
	const after = text(context, 'after');
	const limit = wholeNumber(context, 'limit', MOST) ?? DEFAULT_LIMIT;
	if (limit === 0) throw new UsageError('--limit must be at least 1');
	return { limit, ...(after === undefined ? {} : { after }) };
}
