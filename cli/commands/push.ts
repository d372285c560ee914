import type { PushRequest, PushResult } from '../../index';
import { argument, list, text, wholeNumber } from '../arguments';
import type { Command, CommandContext } from '../command';
import { readJsonFile } from '../jsonFile';
import { pushFile } from '../pushFile';
import { UsageError } from '../UsageError';

/** `cdp push DESTINATION`: sends the difference between a segment and what the platform holds. */
export const push: Command = {
	name: 'push',
	summary: 'Send a segment to a destination: only the difference, only with consent',
	usage: 'DESTINATION --segment KEY | --changes FILE.ndjson [--config FILE] [--dry-run] [--purposes a,b]',
	options: {
		segment: { type: 'string', value: 'KEY', help: 'the segment or audience to send' },
		changes: {
			type: 'string',
			value: 'FILE',
			help: 'send these changes instead, one JSON object a line, without a store; prints a verdict a line',
		},
		config: {
			type: 'string',
			value: 'FILE',
			help: 'JSON object with the fields of the destination, its secrets included',
		},
		sync: { type: 'string', value: 'NAME', help: 'name of this sync; default DESTINATION:KEY' },
		purposes: {
			type: 'string',
			value: 'LIST',
			help: 'consent every person must have granted; default advertising, "" for none',
		},
		'minimum-size': { type: 'string', value: 'N', help: 'send nothing below this many members' },
		'dry-run': { type: 'boolean', help: 'show what would be sent and send nothing' },
	},
	async run(context) {
		if (text(context, 'changes') !== undefined) return pushFile(context);
		const request = await requestOf(context);
		const done = await (await context.open()).delivery.push(request);
		context.result(done, linesOf(done));
		// What waits for another try has not arrived: whoever scheduled this must see it.
		return done.pending > 0 && !request.dryRun ? 1 : 0;
	},
};

async function requestOf(context: CommandContext): Promise<PushRequest> {
	const destination = argument(context, 0, 'DESTINATION');
	const segment = text(context, 'segment');
	if (segment === undefined)
		throw new UsageError('--segment is missing', 'Name the segment to send, or give --changes.');
	const config = text(context, 'config');
	const sync = text(context, 'sync');
	const purposes = list(context, 'purposes');
	const minimumSize = wholeNumber(context, 'minimum-size', 1e9);
	return {
		destination,
		segment,
		config: (config === undefined ? {} : await readJsonFile(config)) as PushRequest['config'],
		...(sync === undefined ? {} : { sync }),
		...(purposes === undefined ? {} : { purposes }),
		...(minimumSize === undefined ? {} : { minimumSize }),
		...(context.values['dry-run'] === true ? { dryRun: true } : {}),
	};
}

function linesOf(done: PushResult): string[] {
	const reasons = (name: string, counts: Record<string, number>): string[] =>
		Object.entries(counts).map(([reason, count]) => `  ${count} ${name}: ${reason}`);
	return [
		`${done.sync}: ${done.added} added, ${done.updated} updated, ${done.removed} removed, ${done.unchanged} unchanged, ${done.pending} waiting`,
		...reasons('left out', done.withheld),
		...reasons('refused', done.refused),
		`  ${done.requests} requests, ${done.ms} ms`,
		...(done.preview ?? []).map(({ method, url, body }) => `  would send ${method} ${url} ${body}`),
	];
}
