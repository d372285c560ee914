import { editDistance, packWords } from '../identity/match/text/distance';

/** The most alike of the known names: at most two letters differ, or only capitals, spaces and punctuation. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
	const words = (text: string): string => text.toLowerCase().replace(/[\s_.:-]+/g, '');
	const most = name.length >= 8 ? 2 : name.length >= 4 ? 1 : 0;
	const ranked = [...known]
		.map((other) => ({
			other,
			far: words(other) === words(name) ? 0 : editDistance(packWords([name, other]), 0, 1, most + 1),
		}))
		.filter(({ far }) => far <= most)
		.sort((a, b) => a.far - b.far || (a.other < b.other ? -1 : 1));
	return ranked[0]?.other;
}

/** For a word that is none of a few: `“evnt” is none of all, any, event; is “event” meant?` */
export function noneOf(word: unknown, known: readonly string[]): string {
	if (typeof word !== 'string') return `must be one of ${known.join(', ')}`;
	const near = word.length > 100 ? undefined : nearest(word, known);
	return `“${word.slice(0, 100)}” is none of ${known.join(', ')}${near ? `; is “${near}” meant?` : ''}`;
}
