import { Unusable, type Normaliser } from './unusable';

export interface EmailRules {
	/** White space inside: `refuse` the address (default) or `remove` it. */
	innerSpace?: 'refuse' | 'remove';
	/** Domains at which dots before the @ mean nothing. */
	dotless?: readonly string[];
	/** Domains at which `+` and what follows before the @ mean nothing. */
	plusless?: readonly string[];
}

/** E-mail address by a vendor's rules: always trimmed and in lower case, the rest as told. */
export function email({ innerSpace = 'refuse', dotless = [], plusless = [] }: EmailRules = {}): Normaliser {
	return (raw) => {
		const lower = raw.trim().toLowerCase();
		const text = innerSpace === 'remove' ? lower.replace(/\s+/g, '') : lower;
		const at = text.indexOf('@');
		if (at < 1 || at === text.length - 1 || text.includes('@', at + 1) || /[\s<>",;]/.test(text))
			return new Unusable('is not an e-mail address');
		const domain = text.slice(at + 1);
		let user = text.slice(0, at);
		if (plusless.includes(domain)) user = user.replace(/\+.*$/, '');
		if (dotless.includes(domain)) user = user.replaceAll('.', '');
		return user === '' ? new Unusable('is not an e-mail address') : `${user}@${domain}`;
	};
}
