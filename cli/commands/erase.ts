import { identifierArgument } from '../arguments';
import type { Command, CommandContext } from '../command';
import { unknownPerson } from '../unknownPerson';

/** `cdp erase TYPE:VALUE`: erases the person, for good. */
export const erase: Command = {
	name: 'erase',
	summary: 'Erase a person for good; destinations are told at their next push',
	usage: 'TYPE:VALUE [--let-return]\n       cdp erase --undo TYPE:VALUE\n       cdp erase --list',
	options: {
		'let-return': { type: 'boolean', help: 'the person may come in again by a later import' },
		undo: { type: 'boolean', help: 'let an erased person come in again from now on; what was erased stays erased' },
		list: { type: 'boolean', help: 'proofs of erasures, newest first' },
	},
	async run(context) {
		if (context.values['list'] === true) return listed(context);
		const identifier = identifierArgument(context, 0);
		const { profiles } = await context.open();
		if (context.values['undo'] === true) {
			const { unsuppressed } = await profiles.unsuppress(identifier);
			context.result({ unsuppressed }, [unsuppressed ? 'may come in again' : 'was not kept out']);
			return;
		}
		const done = await profiles.erase(identifier, { suppress: context.values['let-return'] !== true });
		if (!done.erased) throw unknownPerson(identifier);
		const told = done.syncs?.length ? [`told at their next push: ${done.syncs.join(', ')}`] : [];
		context.result(done, [`erased: ${done.identifiers} identifiers, ${done.events} events`, ...told]);
	},
};

async function listed(context: CommandContext): Promise<void> {
	const erasures = await (await context.open()).profiles.erasures();
	const lines = erasures.map(
		({ proof, time, identifiers, events, syncs }) =>
			`${proof}  ${new Date(time).toISOString()}  ${identifiers} identifiers, ${events} events  ${syncs.join(', ')}`,
	);
	context.result({ erasures }, lines);
}
