import { identifierArgument } from '../arguments';
import type { Command } from '../command';
import { unknownPerson } from '../unknownPerson';

/** `cdp erase TYPE:VALUE`: erases the person, for good. */
export const erase: Command = {
	name: 'erase',
	summary: 'Erase a person for good; destinations are told at their next push',
	usage: 'TYPE:VALUE',
	options: {},
	async run(context) {
		const identifier = identifierArgument(context, 0);
		const done = await (await context.open()).profiles.erase(identifier);
		if (!done.erased) throw unknownPerson(identifier);
		context.result(done, [`erased: ${done.identifiers} identifiers, ${done.events} events`]);
	},
};
