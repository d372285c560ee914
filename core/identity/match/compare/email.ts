import { editDistance, jaroWinkler, packWords } from '../text/distance';
import { keyRule, type ColumnFacts, type Comparator, type Compare } from './comparator';

const LEVELS = [
	{ name: 'differs', m: 0.12 },
	{ name: 'same domain', m: 0.02 },
	{ name: 'similar', m: 0.03 },
	{ name: 'close', m: 0.04 },
	{ name: 'same mailbox', m: 0.04 },
	{ name: 'typo', m: 0.07 },
	{ name: 'equal', m: 0.68 },
] as const;
const [DIFFERS, SAME_DOMAIN, SIMILAR, CLOSE, SAME_MAILBOX, TYPO] = [0, 1, 2, 3, 4, 5];

/** What stands before the @. */
export function mailbox(email: string): string {
	const at = email.lastIndexOf('@');
	return at < 0 ? email : email.slice(0, at);
}

function domain(email: string): string {
	return email.slice(email.lastIndexOf('@') + 1);
}

function compareEmails({ lexicon }: ColumnFacts): Compare {
	const { words, values } = lexicon;
	const boxes = values.map(mailbox);
	const domains = values.map(domain);
	const boxWords = packWords(boxes);
	return (a, b) => {
		if (editDistance(words, a, b, 2) <= 2) return TYPO;
		if (boxes[a] === boxes[b]) return SAME_MAILBOX;
		const jaro = jaroWinkler(boxWords, a, b, 0.9);
		const whole = jaroWinkler(words, a, b, 0.88);
		const sameDomain = domains[a] === domains[b];
		if (whole >= 0.95 || (jaro >= 0.9 && sameDomain)) return CLOSE;
		if (whole >= 0.88 || jaro >= 0.92) return SIMILAR;
		return sameDomain ? SAME_DOMAIN : DIFFERS;
	};
}

/** E-mail addresses: the mailbox says who, the domain only where. */
export const email: Comparator = {
	levels: LEVELS,
	agrees: SIMILAR,
	compare: compareEmails,
	keys(facts) {
		const { values } = facts.lexicon;
		const letters = values.map((value) => mailbox(value).replace(/[^a-z]/g, ''));
		return [
			keyRule('equal', 0, (v) => [values[v]!]),
			keyRule('mailbox', 0.5, (v) => [mailbox(values[v]!)]),
			keyRule('beginning', 0.75, (v) => [letters[v]!.slice(0, 5)]),
			keyRule('domain', 0.5, (v) => [domain(values[v]!)]),
		];
	},
};
