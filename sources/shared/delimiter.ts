const CANDIDATES = [',', ';', '\t', '|'] as const;

/** The delimiter of a CSV text: the one that divides its first line most, and the second line alike; a comma in doubt. */
export function delimiterOf(text: string): string {
	const [header, second] = firstLines(text);
	const scores = CANDIDATES.map((delimiter) => {
		const inHeader = count(header, delimiter);
		// The header decides; a delimiter that also divides the second line into as many cells wins before one that does not.
		return {
			delimiter,
			score: inHeader === 0 ? 0 : inHeader + (second !== '' && count(second, delimiter) === inHeader ? 1_000 : 0),
		};
	});
	return scores.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

function firstLines(text: string): [string, string] {
	const plain = text.replace(/"(?:[^"]|"")*"/g, '');
	const [header = '', second = ''] = plain.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
	return [header, second];
}

const count = (line: string, delimiter: string): number => line.split(delimiter).length - 1;
