import type { Command } from '../command';

/** `cdp stats`: what is in the store. */
export const stats: Command = {
	name: 'stats',
	summary: 'Count events, profiles, identifiers and segments',
	usage: '',
	options: {},
	async run(context) {
		const { segments, ...counts } = await (await context.open()).stats();
		const lines = Object.entries(counts).map(([name, count]) => `${name.padEnd(12)} ${count}`);
		context.result({ ...counts, segments }, [
			...lines,
			...Object.entries(segments).map(([key, members]) => `segment ${key}: ${members}`),
		]);
	},
};
