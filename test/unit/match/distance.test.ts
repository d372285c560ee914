import fc from 'fast-check';
import { editDistance, jaroWinkler, packWords } from '../../../core/identity/match/text/distance';

const word = fc.string({ minLength: 1, maxLength: 9, unit: fc.constantFrom(...'abcde') });

/** Optimal string alignment by the textbook recurrence, without the short cuts. */
function plainDistance(a: string, b: string): number {
	const d = Array.from({ length: a.length + 1 }, (_, i) =>
		Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
	);
	for (let i = 1; i <= a.length; i++) {
		for (let j = 1; j <= b.length; j++) {
			const cost = a[i - 1] === b[j - 1] ? 0 : 1;
			d[i]![j] = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + cost);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
				d[i]![j] = Math.min(d[i]![j]!, d[i - 2]![j - 2]! + 1);
		}
	}
	return d[a.length]![b.length]!;
}

describe('distances', () => {
	it('edit distance is the textbook one, cut off above the limit', () => {
		fc.assert(
			fc.property(word, word, fc.integer({ min: 0, max: 6 }), (a, b, most) => {
				expect(editDistance(packWords([a, b]), 0, 1, most)).toBe(Math.min(plainDistance(a, b), most + 1));
			}),
		);
	});

	it('Jaro-Winkler is symmetric, within 0..1, 1 for equal words, and its lower bound only cuts', () => {
		fc.assert(
			fc.property(word, word, (a, b) => {
				const words = packWords([a, b, a]);
				const full = jaroWinkler(words, 0, 1, 0);
				expect(full).toBeCloseTo(jaroWinkler(words, 1, 0, 0), 12);
				expect(full).toBeGreaterThanOrEqual(0);
				expect(full).toBeLessThanOrEqual(1);
				expect(jaroWinkler(words, 0, 2, 0)).toBe(1);
				if (full >= 0.8) expect(jaroWinkler(words, 0, 1, 0.8)).toBe(full);
			}),
		);
	});

	it.each([
		['martha', 'marhta', 0.9611],
		['dwayne', 'duane', 0.84],
		['dixon', 'dicksonx', 0.8133],
	])('Jaro-Winkler of %s and %s is %d (Winkler 1990)', (a, b, expected) => {
		expect(jaroWinkler(packWords([a, b]), 0, 1, 0)).toBeCloseTo(expected, 3);
	});
});
