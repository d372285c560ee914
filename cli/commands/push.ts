import { joined } from '../../index';
import type { Cdp, PushRequest, PushResult } from '../../index';
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
		mode: {
			type: 'string',
			value: 'MODE',
			help: 'mirror (default), update (take nobody away) or add (only newcomers)',
		},
		resync: { type: 'boolean', help: 'compare everybody and send everything again' },
		'max-removal': {
			type: 'string',
			value: 'PERCENT',
			help: 'hold back the removal of more people than this at once; default 50 from 100 delivered on',
		},
		'confirm-removals': { type: 'boolean', help: 'send the removals that were held back' },
		'dry-run': { type: 'boolean', help: 'show what would be sent and send nothing' },
	},
	async run(context) {
		if (text(context, 'changes') !== undefined) return pushFile(context);
		const request = await requestOf(context);
		const done = await pushOn(await context.open(), request, context);
		context.result(done, linesOf(done));
		// What waits for another try has not arrived: whoever scheduled this must see it.
		return done.pending > 0 && !request.dryRun ? 1 : 0;
	},
};

/** Goes on between two batches, so that progress is seen and an interrupt leaves nothing half done. */
const SLICE_MS = 2_000;

async function pushOn(cdp: Cdp, request: PushRequest, context: CommandContext): Promise<PushResult> {
	const slice = request.dryRun ? request : { ...request, ms: SLICE_MS };
	let done = await cdp.delivery.push(slice);
	while (done.more && !context.signal.aborted) {
		context.progress(`${done.added} added, ${done.updated} updated, ${done.removed} removed, ${done.pending} to go`);
		done = joined(done, await cdp.delivery.push({ ...slice, resync: false }));
	}
	context.progress('');
	return done;
}

async function requestOf(context: CommandContext): Promise<PushRequest> {
	const destination = argument(context, 0, 'DESTINATION');
	const segment = text(context, 'segment');
	if (segment === undefined)
		throw new UsageError('--segment is missing', 'Name the segment to send, or give --changes.');
	const config = text(context, 'config');
	const sync = text(context, 'sync');
	const purposes = list(context, 'purposes');
	const minimumSize = wholeNumber(context, 'minimum-size', 1e9);
	const maxRemoval = wholeNumber(context, 'max-removal', 100);
	const mode = text(context, 'mode');
	if (mode !== undefined && !isMode(mode)) throw new UsageError(`--mode must be mirror, update or add, not "${mode}"`);
	return {
		destination,
		segment,
		config: (config === undefined ? {} : await readJsonFile(config)) as PushRequest['config'],
		...(sync === undefined ? {} : { sync }),
		...(purposes === undefined ? {} : { purposes }),
		...(minimumSize === undefined ? {} : { minimumSize }),
		...(maxRemoval === undefined ? {} : { maxRemoval }),
		...(mode === undefined ? {} : { mode }),
		...(context.values['resync'] === true ? { resync: true } : {}),
		...(context.values['confirm-removals'] === true ? { confirmRemovals: true } : {}),
		...(context.values['dry-run'] === true ? { dryRun: true } : {}),
	};
}

const isMode = (text: string): text is NonNullable<PushRequest['mode']> => ['mirror', 'update', 'add'].includes(text);

function linesOf(done: PushResult): string[] {
	const reasons = (name: string, counts: Record<string, number>): string[] =>
		Object.entries(counts).map(([reason, count]) => `  ${count} ${name}: ${reason}`);
	return [
		`${done.sync}: ${done.added} added, ${done.updated} updated, ${done.removed} removed, ${done.unchanged} unchanged, ${done.pending} waiting`,
		...(done.held > 0 ? [`  ${done.held} removals held back: too many at once; --confirm-removals sends them`] : []),
		...(done.stopped === undefined ? [] : [`  stopped: ${done.stopped}`]),
		...reasons('left out', done.withheld),
		...reasons('refused', done.refused),
		`  ${done.requests} requests, ${done.ms} ms`,
		...(done.preview ?? []).map(({ method, url, body }) => `  would send ${method} ${url} ${body}`),
	];
}
