import type { Command } from '../command';

/** `cdp stats`: what is in the store. */
export const stats: Command = {
	name: 'stats',
	summary: 'Count events, profiles, identifiers and segments',
	usage: '',
	options: {},
	async run(context) {
		const { segments, collected, ...counts } = await (await context.open()).stats();
		const lines = Object.entries({ ...counts, ...collected }).map(([name, count]) => `${name.padEnd(12)} ${count}`);
		context.result({ ...counts, collected, segments }, [
			...lines,
			...Object.entries(segments).map(([key, members]) => `segment ${key}: ${members}`),
		]);
	},
};
