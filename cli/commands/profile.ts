import { identifierArgument } from '../arguments';
import type { Command } from '../command';
import { unknownPerson } from '../unknownPerson';

/** `cdp profile TYPE:VALUE`: who is this. */
export const profile: Command = {
	name: 'profile',
	summary: 'Show the profile that an identifier belongs to',
	usage: 'TYPE:VALUE',
	options: {},
	async run(context) {
		const identifier = identifierArgument(context, 0);
		const found = await (await context.open()).profiles.get(identifier);
		if (!found) throw unknownPerson(identifier);
		const { id, traits, segments, events } = found;
		const identifiers = found.identifiers.map(({ type, value }) => ({ type, value }));
		context.result({ id, identifiers, traits, segments, events }, [
			`${id}: ${found.known ? 'known' : 'anonymous'}, ${events} events`,
			...identifiers.map(({ type, value }) => `  ${type}: ${value}`),
			...Object.entries(traits).map(
				([key, value]) => `  ${key} = ${typeof value === 'string' ? value : JSON.stringify(value)}`,
			),
			...Object.entries(found.consents).map(
				([purpose, { granted }]) => `  consent ${purpose}: ${granted ? 'granted' : 'denied'}`,
			),
			`  segments: ${segments.length > 0 ? segments.join(', ') : 'none'}`,
		]);
	},
};
