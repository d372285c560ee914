import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { Edges } from '../../core/identity/match/cluster/edges';
import { explainPair } from '../../core/identity/match/explain';
import type { Matching } from '../../core/identity/match/match';
import type { Assignment } from '../../core/identity/match/result';
import { probabilityOf } from '../../core/identity/match/score/scorer';
import { compareIds } from './ids';

/** Rows by record, each list in the order of ids. */
type RowsOf = (record: number) => string;

const BATCH = 20_000;
/** Between these probabilities a person should look. */
const REVIEW = { from: 0.1, to: 0.9 };

async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
	const out = createWriteStream(path);
	const done = once(out, 'finish');
	let batch: string[] = [];
	for (const line of lines) {
		if (batch.push(line) < BATCH) continue;
		if (!out.write(batch.join(''))) await once(out, 'drain');
		batch = [];
	}
	out.end(batch.join(''));
	await done;
}

function cell(text: string): string {
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Names each cluster by its smallest id. */
function namesOf(ids: readonly string[], order: Int32Array, { clusterOfRow }: Assignment): Map<number, string> {
	const names = new Map<number, string>();
	for (const row of order) if (!names.has(clusterOfRow[row]!)) names.set(clusterOfRow[row]!, ids[row]!);
	return names;
}

/** OUT: `id,cluster,probability`, in the order of ids, so that the order of the input leaves no trace. */
export async function writeClusters(path: string, ids: readonly string[], assignment: Assignment): Promise<void> {
	const order = Int32Array.from(ids, (_, row) => row).sort((a, b) => compareIds(ids[a]!, ids[b]!));
	const names = namesOf(ids, order, assignment);
	await writeLines(
		path,
		(function* () {
			yield 'id,cluster,probability\n';
			for (const row of order)
				yield `${cell(ids[row]!)},${cell(names.get(assignment.clusterOfRow[row]!)!)},${assignment.probabilityOfRow[row]!.toFixed(4)}\n`;
		})(),
	);
}

/** One row stands for its record: the smallest id. */
function rowsOf({ records }: Matching, ids: readonly string[]): RowsOf {
	const smallest = new Map<number, string>();
	records.recordOfRow.forEach((record, row) => {
		const known = smallest.get(record);
		if (known === undefined || compareIds(ids[row]!, known) < 0) smallest.set(record, ids[row]!);
	});
	return (record) => smallest.get(record)!;
}

function* explained(
	matching: Matching,
	ids: readonly string[],
	keep: (edges: Edges, e: number) => boolean,
): Generator<string> {
	const idOf = rowsOf(matching, ids);
	for (let e = 0; e < matching.edges.left.length; e++) {
		if (!keep(matching.edges, e)) continue;
		const [i, j] = [matching.edges.left[e]!, matching.edges.right[e]!];
		yield `${JSON.stringify({ a: idOf(i), b: idOf(j), ...explainPair(matching, i, j) })}\n`;
	}
}

function clusterOfRecord({ clusters, records }: Matching): Int32Array {
	const cluster = Int32Array.from({ length: records.size }, (_, i) => i);
	for (const members of clusters) for (const i of members) cluster[i] = members[0]!;
	return cluster;
}

/** LINKS: every compared pair inside a cluster with its evidence, one JSON object a line. */
export async function writeLinks(path: string, ids: readonly string[], matching: Matching): Promise<void> {
	const cluster = clusterOfRecord(matching);
	await writeLines(
		path,
		explained(matching, ids, ({ left, right }, e) => cluster[left[e]!] === cluster[right[e]!]),
	);
}

/** REVIEW: pairs whose probability is neither high nor low, one JSON object a line. */
export async function writeReview(path: string, ids: readonly string[], matching: Matching): Promise<void> {
	await writeLines(
		path,
		explained(matching, ids, ({ weight }, e) => {
			const probability = probabilityOf(weight[e]!);
			return probability >= REVIEW.from && probability <= REVIEW.to;
		}),
	);
}
