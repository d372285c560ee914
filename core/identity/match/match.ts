import { buildIndex, type CandidateIndex } from './blocking/index';
import { baseKeys } from './blocking/keys';
import { planBlocking } from './blocking/plan';
import { agglomerate, HOPELESS } from './cluster/agglomerate';
import { scoreAgain, scoreCandidates, type Edges } from './cluster/edges';
import { growthOf, type Growth } from './cluster/growth';
import { strongest } from './cluster/strongest';
import { comparisonOf, type Comparison } from './pairs/comparison';
import type { Records } from './records';
import { scorerOf, type Scorer } from './score/scorer';
import { train } from './train/em';
import { equalShare, valueBits } from './train/frequency';
import type { Parameters } from './train/parameters';
import { sampleCandidates, sampleRandomPairs, type PairSample } from './train/sample';

/** What matching a file finds, by record number. */
export interface Matching {
	records: Records;
	scorer: Scorer;
	parameters: Parameters;
	edges: Edges;
	/** Clusters of two or more records. */
	clusters: number[][];
	growth: Growth;
	threshold: number;
}

/** Candidate pairs a record: all of them in a small file, a bounded number in a large one. */
export const BUDGET = { pairs: 1_200_000, least: 14 };
/** Pairs to learn from; a large file needs no more than a small one, and a small one has no more. */
const SAMPLE = { candidates: 250_000, random: 150_000, ofLarge: 0.2 };
const LARGE = 20_000;
/** Pairs below these log2 odds cannot come above the threshold by what later steps learn. */
const KEEP = { first: -10, last: -8 };
/** Links of a record looked at when joining: few for a draft, more for good. */
export const LINKS = { draft: 8, last: 10 };
const THRESHOLD = 0;

function sampleShare(size: number): number {
	return size > LARGE ? SAMPLE.ofLarge : 1;
}

function budgetOf(size: number): number {
	return Math.max(BUDGET.least, BUDGET.pairs / Math.max(1, size));
}

interface Lesson {
	records: Records;
	comparison: Comparison;
	candidates: PairSample;
	members: Int32Array;
	start?: Parameters;
}

function learn({ records, comparison, candidates, members, start }: Lesson): {
	scorer: Scorer;
	parameters: Parameters;
} {
	const bits = records.columns.map((_, c) => valueBits(records, c, members));
	const equal = records.columns.map((column, c) => equalShare(bits[c]!, column.codes, members));
	const random = sampleRandomPairs(members, comparison, SAMPLE.random * sampleShare(records.size));
	const parameters = train({ records, comparison, candidates, random, bits, equal, start });
	return { parameters, scorer: scorerOf(comparison, parameters, bits) };
}

/** One record for each entity: the fullest of a cluster. */
function representatives(records: Records, clusters: readonly number[][]): Int32Array {
	const filled = (i: number) => records.columns.reduce((n, { codes }) => n + (codes[i]! >= 0 ? 1 : 0), 0);
	const dropped = new Uint8Array(records.size);
	for (const members of clusters) {
		const kept = members.reduce((best, i) =>
			filled(i) > filled(best) || (filled(i) === filled(best) && i < best) ? i : best,
		);
		for (const i of members) if (i !== kept) dropped[i] = 1;
	}
	return Int32Array.from({ length: records.size }, (_, i) => i).filter((i) => dropped[i] === 0);
}

/** Where candidates come from: keys chosen for these records. */
export function indexOf(records: Records): CandidateIndex {
	const budget = budgetOf(records.size);
	return buildIndex(planBlocking(baseKeys(records), records, budget), records, budget);
}

/** Large files hold too few duplicates among random pairs to blur the first lesson; small ones are learned from again and again until nothing changes. */
function lessonsFor(size: number): number {
	return size > LARGE ? 2 : 5;
}

/** Finds who is who: trains on the records themselves, joins, learns again from what was joined, and joins for good. */
export function matchRecords(records: Records, progress: (step: string) => void = () => undefined): Matching {
	progress('choosing keys');
	const comparison = comparisonOf(records.columns);
	const index = indexOf(records);
	progress('learning');
	const candidates = sampleCandidates(records, index, comparison, SAMPLE.candidates * sampleShare(records.size));
	const everyone = Int32Array.from({ length: records.size }, (_, i) => i);
	let lesson = learn({ records, comparison, candidates, members: everyone });
	progress('comparing');
	const wide = scoreCandidates(lesson.scorer, index, records.size, KEEP.first);
	let edges = wide;
	const join = (growth: Growth, most: number, least: number) =>
		agglomerate(lesson.scorer, strongest(edges, records.size, most, least), records.size, growth, THRESHOLD);
	let drafts = join(growthOf([]), LINKS.draft, THRESHOLD);
	for (let round = 1, before = -1; round < lessonsFor(records.size) && drafts.length !== before; round++) {
		progress('learning from what was found');
		before = drafts.length;
		lesson = learn({
			records,
			comparison,
			candidates,
			members: representatives(records, drafts),
			start: lesson.parameters,
		});
		edges = scoreAgain(lesson.scorer, wide, KEEP.last);
		if (round + 1 < lessonsFor(records.size)) drafts = join(growthOf(drafts), LINKS.draft, THRESHOLD);
	}
	progress('joining');
	const growth = growthOf(drafts);
	const clusters = join(growth, LINKS.last, HOPELESS);
	return { records, ...lesson, edges, clusters, growth, threshold: THRESHOLD };
}
