import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';

/** Erases browsers whose time has run out. */
export const forget: Operation = {
	name: 'forget',
	displayName: 'Forget Old Browsers',
	action: 'Forget old browsers',
	description: 'Erase anonymous browsers that nobody saw for as long as the identity rules let them live; run it daily',
	properties: [],
	per: 'run',
	async execute(call) {
		const total = { profiles: 0, events: 0 };
		for (let done = false; !done;) {
			const part = await call.cdp.profiles.forget();
			total.profiles += part.profiles;
			total.events += part.events;
			done = part.done;
		}
		return oneItem(total);
	},
};
