/**
 * A language-neutral sound key, coarser than Metaphone so that it also holds for German, Slavic and romanised names:
 * spelling groups with one sound become one letter, vowels after the first letter go, doubles collapse.
 */
const GROUPS: ReadonlyArray<readonly [RegExp, string]> = [
	[/sch|tsch|sh|ch(?=[eiy])|cz/g, 's'],
	[/ph|pf|v|w/g, 'f'],
	[/^kn|^gn/g, 'n'],
	[/^wr/g, 'r'],
	[/ck|ch|kh|gh|q|c(?![eiy])|g|k/g, 'k'],
	[/x/g, 'ks'],
	[/c|z/g, 's'],
	[/dt|th|d/g, 't'],
	[/b/g, 'p'],
	[/m/g, 'n'],
];
const LONGEST = 6;

/** The sound key of one folded word: `meyer`, `maier` and `mayr` give `nr`; text without a-z is kept as it is. */
export function soundKey(word: string): string {
	if (!/^[a-z]+$/.test(word)) return word;
	let text = word;
	for (const [from, to] of GROUPS) text = text.replace(from, to);
	const first = text.charAt(0).replace(/[aeiouyhj]/, 'a');
	const rest = text.slice(1).replace(/[aeiouyhj]/g, '');
	return (first + rest).replace(/(.)\1+/g, '$1').slice(0, LONGEST);
}
