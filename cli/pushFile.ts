import { previewChanges, pushChanges } from '../index';
import type { ChangesPush, LineVerdict, OutgoingRequest } from '../index';
import { argument, list, text } from './arguments';
import type { CommandContext } from './command';
import { readJsonFile } from './jsonFile';
import { UsageError } from './UsageError';

/**
 * `cdp push DESTINATION --changes FILE`: one verdict a line as NDJSON on stdout; with --dry-run the requests instead, one a
 * line, and on stderr the lines that would not be sent. 1 when something was refused or waits, 0 otherwise.
 */
export async function pushFile(context: CommandContext): Promise<number> {
	const push = await pushOf(context);
	if (context.values['dry-run'] === true) return dryRun(context, push);
	let open = 0;
	for await (const verdict of pushChanges(push)) {
		context.print(JSON.stringify(verdict));
		if (verdict.verdict === 'refused' || verdict.verdict === 'retry') open += 1;
	}
	return open > 0 ? 1 : 0;
}

async function pushOf(context: CommandContext): Promise<ChangesPush> {
	const destination = argument(context, 0, 'DESTINATION');
	const file = text(context, 'changes') ?? '';
	if (text(context, 'segment') !== undefined)
		throw new UsageError('--segment and --changes exclude each other', 'Give one of them.');
	const config = text(context, 'config');
	const purposes = list(context, 'purposes');
	return {
		destination,
		file,
		config: (config === undefined ? {} : await readJsonFile(config)) as ChangesPush['config'],
		...(purposes === undefined ? {} : { purposes }),
		signal: context.signal,
	};
}

async function dryRun(context: CommandContext, push: ChangesPush): Promise<number> {
	for await (const one of previewChanges(push)) {
		if ('line' in one) context.note(JSON.stringify(one));
		else context.print(JSON.stringify(shown(one)));
	}
	return 0;
}

/** A JSON body is printed as the value it is, anything else (forms, NDJSON, CSV) as text. */
function shown({ method, url, headers, body }: Exclude<OutgoingRequest, LineVerdict>) {
	return { method, url, headers, body: /[/+]json\b/.test(headers['content-type'] ?? '') ? parsed(body) : body };
}

function parsed(body: string): unknown {
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}
