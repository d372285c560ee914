/** Legal forms and words of no more weight, written out and with dots, and the short form of each. They hardly ever tell firms apart. */
const FORMS: ReadonlyArray<readonly [string, string]> = [
	['gesellschaft mit beschrankter haftung', 'gmbh'],
	['g m b h', 'gmbh'],
	['mbh', 'gmbh'],
	['aktiengesellschaft', 'ag'],
	['kommanditgesellschaft', 'kg'],
	['offene handelsgesellschaft', 'ohg'],
	['limited liability company', 'llc'],
	['l l c', 'llc'],
	['l l p', 'llp'],
	['public limited company', 'plc'],
	['p l c', 'plc'],
	['private limited', 'ltd'],
	['pvt ltd', 'ltd'],
	['pty ltd', 'ltd'],
	['limited', 'ltd'],
	['incorporated', 'inc'],
	['corporation', 'corp'],
	['company', 'co'],
	['s p a', 'spa'],
	['s r l', 'srl'],
	['s a r l', 'sarl'],
	['s a s', 'sas'],
	['s a', 'sa'],
	['b v', 'bv'],
	['n v', 'nv'],
	['a s', 'as'],
	['sociedad anonima', 'sa'],
	['societe anonyme', 'sa'],
	['besloten vennootschap', 'bv'],
];
const SHORT: ReadonlyMap<string, string> = new Map(FORMS);
const PATTERN = new RegExp(`(?<= )(?:${FORMS.map(([long]) => long).join('|')})(?= |$)`, 'g');
const LEGAL: ReadonlySet<string> = new Set([
	...FORMS.map(([, short]) => short),
	...'ug ohg eg ev kgaa se lp oy ab aps kft sro doo zrt kk ooo zao oao pte'.split(' '),
]);

/** A firm's folded name with its legal form in short: `berg gesellschaft mit beschrankter haftung` becomes `berg gmbh`. */
export function shortenLegalForms(folded: string): string {
	return folded.replace(PATTERN, (form) => SHORT.get(form) ?? form);
}

/** Whether a word says in what form a firm is run, and nothing about which firm it is. */
export function isLegalForm(word: string): boolean {
	return LEGAL.has(word);
}
