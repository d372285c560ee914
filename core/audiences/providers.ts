import { providerOfSource, type DataProvider } from '../model/thirdParty';
import type { ProviderRow, Tables } from '../ports';

/** What each data provider's attributes are worth now, by name. */
export async function providers(tables: Tables): Promise<DataProvider[]> {
	const found = new Map<string, DataProvider>();
	for (const row of await tables.traits.providers()) {
		const provider = providerOfSource(row.source) as string;
		const former = found.get(provider) ?? { provider, attributes: 0, profiles: 0, known: 0, price: {} };
		found.set(provider, added(former, row));
	}
	const counts = new Map((await tables.traits.providerReach()).map((row) => [providerOfSource(row.source), row]));
	return [...found.values()].map((one) => ({
		...one,
		profiles: counts.get(one.provider)?.profiles ?? 0,
		known: counts.get(one.provider)?.known ?? 0,
	}));
}

function added(former: DataProvider, { currency, attributes, price, next }: ProviderRow): DataProvider {
	const ends = [former.nextExpiry, next ?? undefined].filter((end) => end !== undefined);
	return {
		...former,
		attributes: former.attributes + attributes,
		price: currency === null ? former.price : { ...former.price, [currency]: rounded(price ?? 0) },
		...(ends.length > 0 ? { nextExpiry: Math.min(...ends) } : {}),
	};
}

/** Databases add in an order of their own: to six decimals the order does not matter. */
const rounded = (sum: number): number => Math.round(sum * 1e6) / 1e6;
