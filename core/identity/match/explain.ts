import { MISSING } from './pairs/comparison';
import type { Matching } from './match';
import { columnWeight, pairWeight, probabilityOf } from './score/scorer';

/** What one column says about a pair. `bits` doubles the odds for each whole number, halves them below zero. */
export interface FieldEvidence {
	column: string;
	agreement: string;
	a: string;
	b: string;
	bits: number;
}

/** Why two records are, or may be, the same entity. */
export interface PairExplanation {
	probability: number;
	bits: number;
	/** What is known before looking: how rare matches are. */
	priorBits: number;
	/** For columns that agree or differ together by nature, and for families: what the columns alone count twice. */
	dependenceBits: number;
	fields: FieldEvidence[];
}

const round = (bits: number): number => Math.round(bits * 100) / 100;

/** What a pair of records says, strongest evidence first, to the last digit. */
export function evidenceOf({ scorer }: Pick<Matching, 'scorer'>, i: number, j: number): PairExplanation {
	const { comparison } = scorer;
	const levels = new Uint8Array(comparison.columns.length);
	comparison.compare(i, j, levels);
	const bits = pairWeight(scorer, i, levels);
	const fields = comparison.columns.flatMap((column, c): FieldEvidence[] => {
		const level = levels[c]!;
		if (level === MISSING) return [];
		const [a, b] = [column.codes[i]!, column.codes[j]!].map((code) => column.lexicon.values[code] ?? '');
		const agreement = comparison.levels[c]![level]!.name;
		return [{ column: column.name, agreement, a: a!, b: b!, bits: columnWeight(scorer, c, level, column.codes[i]!) }];
	});
	return {
		probability: probabilityOf(bits),
		bits,
		priorBits: scorer.prior,
		dependenceBits: fields.reduce((rest, field) => rest - field.bits, bits - scorer.prior),
		fields: fields.sort((p, q) => Math.abs(q.bits) - Math.abs(p.bits) || (p.column < q.column ? -1 : 1)),
	};
}

/** Explains a pair of records, rounded for reading. */
export function explainPair(matching: Pick<Matching, 'scorer'>, i: number, j: number): PairExplanation {
	const { probability, bits, priorBits, dependenceBits, fields } = evidenceOf(matching, i, j);
	return {
		probability: Math.round(probability * 1e4) / 1e4,
		bits: round(bits),
		priorBits: round(priorBits),
		dependenceBits: round(dependenceBits),
		fields: fields.map((field) => ({ ...field, bits: round(field.bits) })),
	};
}
