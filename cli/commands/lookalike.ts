import type { LookalikeResult } from '../../index';
import { argument, text, wholeNumber } from '../arguments';
import type { Command, CommandContext } from '../command';
import { UsageError } from '../UsageError';

const SHOWN = 10;

/** `cdp lookalike SEED --key KEY --size N`: who is like the members of a segment or audience. */
export const lookalike: Command = {
	name: 'lookalike',
	summary: 'Make an audience of those who are like the members of another one',
	usage: 'SEED --key KEY --size N|--at-least SCORE [--preview]',
	options: {
		key: { type: 'string', value: 'KEY', help: 'short name of the new segment or audience' },
		size: { type: 'string', value: 'N', help: 'so many of the most like ones' },
		'at-least': { type: 'string', value: 'SCORE', help: 'everybody with at least this score' },
		preview: { type: 'boolean', help: 'work everything out and save nothing' },
	},
	async run(context) {
		const seed = argument(context, 0, 'SEED');
		const key = text(context, 'key');
		if (key === undefined) throw new UsageError('--key is missing', 'Give the new audience a short name.');
		const preview = context.values['preview'] === true;
		const bound = boundOf(context);
		const result = await (await context.open()).lookalike.run({ key, seed, ...bound, preview });
		context.result(result, linesOf(result));
	},
};

function boundOf(context: CommandContext): { size: number } | { atLeast: number } {
	const size = wholeNumber(context, 'size', 1_000_000_000);
	const least = text(context, 'at-least');
	if ((size === undefined) === (least === undefined))
		throw new UsageError('Give either --size or --at-least', 'The curve of --preview shows what each gives.');
	if (size !== undefined) return { size };
	const atLeast = Number(least);
	if (!Number.isFinite(atLeast)) throw new UsageError(`--at-least must be a number, not "${least}"`);
	return { atLeast };
}

function linesOf({
	members,
	others,
	withoutConsent,
	quality,
	features,
	curve,
	chosen,
	atLeast,
}: LookalikeResult): string[] {
	return [
		`learned from ${members} members and ${others} others (${withoutConsent} left out: no consent to statistics)`,
		`quality on ${quality.keptAside} members kept aside: AUC ${quality.auc}, lift of the best tenth ${quality.lift}`,
		...features.slice(0, SHOWN).map(({ sentence }) => `  ${sentence}`),
		'reach      score    similarity  lift',
		...curve.map(
			({ reach, score, similarity, lift }) =>
				`${String(reach).padEnd(10)} ${String(score).padEnd(8)} ${`${similarity} %`.padEnd(11)} ${lift}`,
		),
		`chosen: ${chosen}, from score ${atLeast}`,
	];
}
