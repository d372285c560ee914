/** What has been seen of a file: numbers only. */
export interface Ledger {
	/** 1 when the invoice is new, 2 when further rows of it come later in the file, and so on. */
	part(invoice: string): number;
	/** True the first time this customer is seen with this country. */
	isNewCountry(customer: string, country: string): boolean;
}

/** A fresh ledger for one file. */
export function createLedger(): Ledger {
	const parts = new Map<string, number>();
	const countries = new Set<string>();
	return {
		part: (invoice) => {
			const part = (parts.get(invoice) ?? 0) + 1;
			parts.set(invoice, part);
			return part;
		},
		isNewCountry: (customer, country) => {
			const key = `${customer}\u0001${country}`;
			if (countries.has(key)) return false;
			countries.add(key);
			return true;
		},
	};
}
