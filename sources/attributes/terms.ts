import { isEmpty } from '../shared/columns';
import { readDate } from '../shared/dates';
import { readCode, readNumber } from '../shared/values';
import type { Row, SourceField, SourceSettings } from '../source';

/** The columns that say from whom an attribute comes, what it costs and until when it may be used. */
export const TERM_FIELDS: readonly SourceField[] = [
	{
		key: 'provider',
		description: 'Who says so; the name of the source when missing',
		synonyms: ['data_provider', 'partner', 'vendor'],
	},
	{ key: 'price', description: 'What each attribute of the row costs', synonyms: ['cost', 'fee'] },
	{ key: 'currency', description: 'Three letters; EUR when missing', synonyms: ['price_currency'] },
	{
		key: 'expires',
		description: 'From when on it may not be used any more; never when missing',
		synonyms: ['expires_at', 'expiry', 'expiration', 'valid_until', 'valid_to'],
	},
];

interface Terms {
	provider: string;
	price?: number;
	currency?: string;
	expires?: string;
}

/** The terms of a row, or the column that is wrong. `time` is when the attribute was true. */
export function termsOf(
	row: Row,
	time: number | undefined,
	settings: SourceSettings,
): Terms | { field: string; reason: string } {
	const provider = readCode(row['provider']) || settings.source;
	const price = isEmpty(row['price']) ? undefined : readNumber(row['price']);
	if (price === undefined && !isEmpty(row['price'])) return { field: 'price', reason: 'is not a number' };
	if (price !== undefined && price < 0) return { field: 'price', reason: 'is negative' };
	const currency = readCode(row['currency']).toUpperCase();
	if (currency !== '' && !/^[A-Z]{3}$/.test(currency))
		return { field: 'currency', reason: 'must be three letters such as EUR' };
	const expires = isEmpty(row['expires']) ? undefined : readDate(row['expires'], settings);
	if (expires === undefined && !isEmpty(row['expires'])) return { field: 'expires', reason: 'is not a date' };
	if (expires !== undefined && time !== undefined && expires <= time)
		return { field: 'expires', reason: 'lies before the time of the attribute' };
	return {
		provider,
		...(price === undefined ? {} : { price, ...(currency === '' ? {} : { currency }) }),
		...(expires === undefined ? {} : { expires: new Date(expires).toISOString() }),
	};
}
