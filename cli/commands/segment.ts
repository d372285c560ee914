import { existsSync } from 'node:fs';
import type { Explanation } from '../../index';
import { argument, identifierArgument, text } from '../arguments';
import type { Command, CommandContext } from '../command';
import { readJsonFile } from '../jsonFile';
import { writeMembers } from '../members';
import { UsageError } from '../UsageError';

/** `cdp segment evaluate` and `cdp segment explain`. */
export const segment: Command = {
	name: 'segment',
	summary: 'Evaluate a segment, or explain why somebody is in it or not',
	usage: 'evaluate DEF.json|KEY [--members OUT.csv]\n       cdp segment explain KEY TYPE:VALUE',
	options: {
		members: {
			type: 'string',
			value: 'OUT.csv',
			help: 'write the members: profile_id,type,value (the best identifier of each)',
		},
	},
	async run(context) {
		const action = argument(context, 0, 'evaluate or explain', false);
		if (action === 'evaluate') return await evaluate(context);
		if (action === 'explain') return await explain(context);
		throw new UsageError(`"${action}" is neither evaluate nor explain`);
	},
};

async function evaluate(context: CommandContext): Promise<void> {
	const given = argument(context, 1, 'DEF.json');
	const cdp = await context.open();
	// A saved segment may be named by its key alone.
	const isKey = /^[a-z0-9_-]+$/.test(given) && !existsSync(given);
	const saved = isKey ? given : (await cdp.segments.save(await readJsonFile(given))).key;
	const { key, members, entered, exited, ms } = await cdp.segments.evaluate(saved);
	const out = text(context, 'members');
	if (out !== undefined) await writeMembers(cdp, key, out);
	context.result({ key, members, entered, exited, ms }, [
		`${key}: ${members} members, ${entered} entered, ${exited} exited, ${ms} ms`,
		...(out === undefined ? [] : [`members written to ${out}`]),
	]);
}

async function explain(context: CommandContext): Promise<void> {
	const key = argument(context, 1, 'KEY', false);
	const identifier = identifierArgument(context, 2);
	const { member, since, explanation } = await (await context.open()).segments.explain(key, identifier);
	const when = since === undefined ? '' : ` since ${new Date(since).toISOString()}`;
	context.result({ key, member, ...(since === undefined ? {} : { since }), explanation }, [
		`${member ? `in ${key}${when}` : `not in ${key}`}`,
		...explained(explanation, '  '),
	]);
}

function explained({ holds, sentence, facts, conditions = [] }: Explanation, indent: string): string[] {
	return [
		`${indent}${holds ? 'yes' : 'no '} ${sentence}${facts === '' ? '' : ` (${facts})`}`,
		...conditions.flatMap((inner) => explained(inner, `${indent}  `)),
	];
}
