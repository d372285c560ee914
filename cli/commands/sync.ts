import { createReadStream } from 'node:fs';
import type { Cdp } from '../../index';
import { readRows } from '../../sources/shared/readRows';
import { argument } from '../arguments';
import type { Command, CommandContext } from '../command';
import { readJsonFile } from '../jsonFile';
import { rejectedFile } from '../rejectedFile';
import { UsageError } from '../UsageError';

const BATCH = 1_000;

/** `cdp sync`: partners whose cookies are matched with ours. */
export const sync: Command = {
	name: 'sync',
	summary: 'Match cookies with partners: who they are, how well it works, pairs from their servers',
	usage:
		'partners\n       cdp sync save FILE.json\n       cdp sync remove KEY\n       cdp sync bridge KEY FILE\n       cdp sync stats',
	options: {},
	async run(context) {
		const action = argument(context, 0, 'partners, save, remove, bridge or stats', false);
		const run = ACTIONS[action];
		if (!run) throw new UsageError(`"${action}" is none of ${Object.keys(ACTIONS).join(', ')}`);
		await run(context);
	},
};

const ACTIONS: Record<string, (context: CommandContext) => Promise<void>> = {
	partners: async (context) => {
		const items = await (await context.open()).sync.partners();
		context.result(
			{ items },
			items.map(({ key, name, url, days }) => `${key.padEnd(20)} ${name}, every ${days} days: ${url}`),
		);
	},
	save: async (context) => {
		const given = await readJsonFile(argument(context, 1, 'FILE.json'));
		const saved = await (await context.open()).sync.savePartner(given);
		context.result(saved, [`${saved.key}: saved`]);
	},
	remove: async (context) => {
		const key = argument(context, 1, 'KEY');
		context.result(await (await context.open()).sync.removePartner(key), [`${key}: removed, with its matches`]);
	},
	bridge,
	stats: async (context) => {
		const items = await (await context.open()).sync.stats();
		context.result(
			{ items },
			items.map(
				({ partner, sent, matched, rate }) => `${partner.padEnd(20)} ${sent} sent, ${matched} matched, ${rate} %`,
			),
		);
	},
};

interface Given {
	number: number;
	record: unknown;
}

/** A file of pairs with the columns id and uid, a batch at a time; what is refused goes to FILE.rejected.ndjson. */
async function bridge(context: CommandContext): Promise<void> {
	const key = argument(context, 1, 'KEY', false);
	const file = argument(context, 2, 'FILE');
	const cdp = await context.open();
	const rejected = rejectedFile(file, context.note);
	const total = { rows: 0, accepted: 0, duplicates: 0, rejected: 0 };
	const send = async (rows: Given[]): Promise<void> => {
		const done: Awaited<ReturnType<Cdp['sync']['bridge']>> = await cdp.sync.bridge(
			key,
			rows.map(({ record }) => record),
		);
		total.rows += rows.length;
		total.accepted += done.accepted;
		total.duplicates += done.duplicates;
		total.rejected += done.rejected.length;
		for (const { index, field, reason } of done.rejected) {
			const { number, record } = rows[index] as Given;
			await rejected.add({ row: number, field, reason, record });
		}
	};
	try {
		const waiting: Given[] = [];
		for await (const rows of readRows(createReadStream(file), { name: file, reads: 'records' }, () => undefined)) {
			for (const { number, record, problem } of rows) waiting.push({ number, record: problem ? {} : record });
			while (waiting.length >= BATCH) await send(waiting.splice(0, BATCH));
		}
		if (waiting.length > 0) await send(waiting);
	} finally {
		const path = await rejected.close();
		if (path !== undefined) context.note(`rejected rows: ${path}`);
	}
	context.result(total, [`${key}: ${total.accepted} matched, ${total.duplicates} known, ${total.rejected} rejected`]);
}
