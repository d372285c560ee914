import type { Cdp, DuplicateOptions, Review, ReviewQuery } from '../../index';
import { argument, list, text, wholeNumber } from '../arguments';
import type { Command, CommandContext } from '../command';
import { UsageError } from '../UsageError';

type Action = (context: CommandContext) => Promise<number | void>;

const DEFAULT_LIMIT = 50;
const MOST = 200;
const STATES = ['open', 'linked', 'confirmed', 'rejected'] as const;

const actions: Record<string, Action> = {
	find,
	list: listReviews,
	confirm: (context) => decide(context, 'confirm'),
	reject: (context) => decide(context, 'reject'),
};

/** `cdp duplicates …`: people who are in the store twice. */
export const duplicates: Command = {
	name: 'duplicates',
	summary: 'Find people who are in the store twice, and decide the doubtful cases',
	usage: [
		'find [--all] [--link-above P] [--review-above P] [--traits a,b]',
		'list [--state open|linked|confirmed|rejected] [--limit N] [--after X]',
		'confirm|reject ID… [--by NAME]',
	].join('\n       cdp duplicates '),
	options: {
		all: { type: 'boolean', help: 'learn again and compare everybody; without it, those who are new or changed' },
		'link-above': { type: 'string', value: 'P', help: 'link pairs at least so probable (default .9)' },
		'review-above': { type: 'string', value: 'P', help: 'ask about less probable ones down to this (default .1)' },
		traits: { type: 'string', value: 'LIST', help: 'compare only these; default: those that tell people apart' },
		state: { type: 'string', value: 'STATE', help: 'which reviews to list', default: 'open' },
		limit: { type: 'string', value: 'N', help: `how many reviews, default ${DEFAULT_LIMIT}` },
		after: { type: 'string', value: 'X', help: 'go on after the former page, which ends with this' },
		by: { type: 'string', value: 'NAME', help: 'who decides, kept with the evidence', default: 'cdp' },
	},
	async run(context) {
		const known = Object.keys(actions).join(', ');
		const name = argument(context, 0, `what to do (${known})`, false);
		const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
		if (action === undefined) throw new UsageError(`"${name}" is none of ${known}`);
		return await action(context);
	},
};

async function find(context: CommandContext): Promise<void> {
	argument(context, 0, 'find');
	const options = optionsOf(context);
	const { identity } = await context.open();
	const started = performance.now();
	const total = { profiles: 0, compared: 0, linked: 0, unlinked: 0, review: 0, refused: 0 };
	for (let all = context.values['all'] === true; ; all &&= false) {
		const step = await identity.findDuplicates({ ...options, ...(all ? { mode: 'all' as const } : {}) });
		for (const key of Object.keys(total) as Array<keyof typeof total>) total[key] += step[key];
		context.progress(`${step.phase}: ${total.profiles} profiles, ${total.compared} pairs, ${total.linked} linked`);
		if (!step.done && !context.signal.aborted) continue;
		const { done, waiting, traits, linkAbove, reviewAbove } = step;
		const result = {
			...total,
			done,
			waiting,
			traits,
			linkAbove,
			reviewAbove,
			ms: Math.round(performance.now() - started),
		};
		return context.result(result, [
			`${result.linked} pairs linked, ${result.unlinked} links taken back, ${result.review} new reviews, ${waiting} wait for an answer`,
			`${result.profiles} profiles, ${result.compared} pairs compared by ${traits.join(', ')} in ${(result.ms / 1000).toFixed(1)} s`,
			...(done ? [] : ['stopped: run it again to go on']),
		]);
	}
}

function optionsOf(context: CommandContext): DuplicateOptions {
	const [linkAbove, reviewAbove] = [probability(context, 'link-above'), probability(context, 'review-above')];
	const traits = list(context, 'traits');
	return {
		by: text(context, 'by') ?? 'cdp',
		...(linkAbove === undefined ? {} : { linkAbove }),
		...(reviewAbove === undefined ? {} : { reviewAbove }),
		...(traits === undefined ? {} : { traits }),
	};
}

function probability(context: CommandContext, name: string): number | undefined {
	const value = text(context, name);
	if (value === undefined) return undefined;
	const number = Number(value);
	if (!(number > 0 && number < 1)) throw new UsageError(`--${name} must lie between 0 and 1, not "${value}"`);
	return number;
}

async function listReviews(context: CommandContext): Promise<void> {
	argument(context, 0, 'list');
	const state = text(context, 'state') as ReviewQuery['state'];
	if (!STATES.some((known) => known === state)) throw new UsageError(`--state is one of ${STATES.join(', ')}`);
	const after = text(context, 'after');
	const query = {
		state,
		limit: wholeNumber(context, 'limit', MOST) ?? DEFAULT_LIMIT,
		...(after === undefined ? {} : { after }),
	};
	const page = await (await context.open()).identity.reviews(query);
	const lines = page.items.length === 0 ? ['no reviews'] : page.items.flatMap(linesOf);
	context.result(page, [...lines, ...(page.next === undefined ? [] : [`more: --after ${page.next}`])]);
}

function linesOf({ id, a, b, probability: p, fields, reason, by }: Review): string[] {
	const named = (side: Review['a']): string =>
		`${side.id} ${side.identifiers.map(({ type, value }) => `${type}:${value}`).join(' ')}`;
	return [
		`${id}  p = ${p.toFixed(4)}${reason === undefined ? '' : `  ${reason}`}${by === undefined ? '' : `  by ${by}`}`,
		`  ${named(a)}`,
		`  ${named(b)}`,
		...fields.map(
			({ field, level, weight, a: left, b: right }) =>
				`    ${weight.toFixed(1).padStart(6)}  ${field} ${level}: ${left} | ${right}`,
		),
	];
}

async function decide(
	context: CommandContext,
	answer: Parameters<Cdp['identity']['decideReview']>[1],
): Promise<number> {
	argument(context, 1, 'ID', false);
	const { identity } = await context.open();
	const done = await identity.decideReview(context.args.slice(1), answer, text(context, 'by') ?? 'cdp');
	context.result(done, [
		`${done.decided} decided, ${done.changes} profiles changed`,
		...done.refused.map(({ id, reason }) => `${id} is kept, but does not count: ${reason}`),
	]);
	return done.refused.length > 0 ? 1 : 0;
}
