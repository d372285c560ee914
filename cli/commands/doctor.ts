import type { Command } from '../command';

/** `cdp doctor`: is the store all right; exit code 1 when not. */
export const doctor: Command = {
	name: 'doctor',
	summary: 'Check that the store is reachable, current and undamaged',
	usage: '',
	options: {},
	async run(context) {
		const checks = await (await context.open()).doctor();
		const ok = checks.every((check) => check.ok);
		context.result(
			{ ok, checks },
			checks.map((check) => `${check.ok ? 'ok  ' : 'FAIL'} ${check.name}: ${check.detail}`),
		);
		return ok ? 0 : 1;
	},
};
