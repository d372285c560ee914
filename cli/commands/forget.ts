import type { Command } from '../command';

/** `cdp forget`: erases browsers that outlived the lifetime of their identifiers. */
export const forget: Command = {
	name: 'forget',
	summary: 'Erase browsers that nobody saw for as long as the rules let them live',
	usage: '',
	options: {},
	async run(context) {
		const cdp = await context.open();
		const total = { profiles: 0, events: 0 };
		for (let done = false; !done;) {
			const part = await cdp.profiles.forget();
			total.profiles += part.profiles;
			total.events += part.events;
			done = part.done;
		}
		context.result(total, [`forgotten: ${total.profiles} browsers, ${total.events} events`]);
	},
};
