import { matchRecords, type Matching } from '../../core/identity/match/match';
import { prepareRecords } from '../../core/identity/match/records';
import { assignRows, type Assignment } from '../../core/identity/match/result';
import { argument, list, text } from '../arguments';
import type { Command, CommandContext } from '../command';
import { readTable, type IdentifiedTable } from '../dedupe/readTable';
import { writeClusters, writeLinks, writeReview } from '../dedupe/writeResult';
import { UsageError } from '../UsageError';

const THRESHOLD = 0.5;

/** `cdp dedupe FILE.csv --id COLUMN --out OUT.csv`: who is who in a file, without labels or tuning. */
export const dedupe: Command = {
	name: 'dedupe',
	summary: 'Find the rows of a CSV file that are the same person or firm',
	usage: 'FILE.csv --id COLUMN [--ignore COL,COL] --out OUT.csv',
	options: {
		id: {
			type: 'string',
			value: 'COLUMN',
			help: 'the column that names the rows; never compared. Without it, the number of the row',
		},
		ignore: { type: 'string', value: 'COL,COL', help: 'columns to leave out of the comparison' },
		out: { type: 'string', value: 'FILE', help: 'where id,cluster,probability go' },
		links: { type: 'string', value: 'FILE', help: 'NDJSON: every link with the evidence of each column' },
		review: { type: 'string', value: 'FILE', help: 'NDJSON: the doubtful pairs, for a person to decide' },
	},
	async run(context) {
		const started = performance.now();
		const file = argument(context, 0, 'FILE');
		const out = text(context, 'out');
		if (out === undefined)
			throw new UsageError('--out is missing', 'Say where the clusters go, e.g. --out clusters.csv.');
		context.progress('reading');
		const read = await readTable(file, { id: text(context, 'id'), ignore: list(context, 'ignore') ?? [] });
		if (read.ragged > 0)
			context.note(
				`${read.ragged} rows have another number of cells than the header: missing ones count as empty, extra ones are left out`,
			);
		const { matching, assignment } = match(context, read);
		await writeAll(context, out, read.ids, matching, assignment);
		context.progress('');
		report(context, matching, assignment, Math.round(performance.now() - started));
	},
};

function match(context: CommandContext, { table }: IdentifiedTable): { matching: Matching; assignment: Assignment } {
	context.progress('recognising columns');
	const records = prepareRecords(table);
	const matching = matchRecords(records, context.progress);
	return { matching, assignment: assignRows(matching) };
}

async function writeAll(
	context: CommandContext,
	out: string,
	ids: readonly string[],
	matching: Matching,
	assignment: Assignment,
): Promise<void> {
	context.progress('writing');
	await writeClusters(out, ids, assignment);
	const [links, review] = [text(context, 'links'), text(context, 'review')];
	if (links !== undefined) await writeLinks(links, ids, matching);
	if (review !== undefined) await writeReview(review, ids, matching);
}

function report(context: CommandContext, { records, edges }: Matching, { clusters }: Assignment, ms: number): void {
	const columns = records.columns.map(({ name, kind }) => ({ name, kind }));
	const result = {
		records: records.rows,
		clusters,
		duplicates: records.rows - clusters,
		pairsCompared: edges.compared,
		threshold: THRESHOLD,
		ms,
		columns,
	};
	context.result(result, [
		`${result.records} rows are ${clusters} different ones: ${result.duplicates} duplicates`,
		`compared ${edges.compared} pairs in ${(ms / 1000).toFixed(1)} s`,
		...columns.map(({ name, kind }) => `${name.padEnd(20)} ${kind}`),
	]);
}
