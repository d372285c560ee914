import type { Json } from '../../core/model/json';

/** Columns of ids and the like: what looks like a number there is none. */
const IS_CODE =
	/(?:id|_no|number|nummer|code|zip|postcode|postal|plz|phone|telefon|mobile|fax|tel|ssn|iban|bic|card|ean|gtin|sku|isbn|vat|tax|key|hash|cookie|token)s?$/i;

/**
 * The value that the text of a cell stands for. Numbers and booleans only when nothing of the text is lost and the
 * column does not hold codes: leading zeros, 16 and more digits and `+49…` stay text.
 */
export function typedValue(column: string, value: unknown): Json {
	if (typeof value !== 'string') return value as Json;
	const text = value.trim();
	if (text === 'true' || text === 'TRUE') return true;
	if (text === 'false' || text === 'FALSE') return false;
	if (text.length > 16 || IS_CODE.test(column)) return text;
	const number = Number(text);
	return text !== '' && Number.isFinite(number) && isSameNumber(text, number) ? number : text;
}

/** `2.50` and `7.0` lose no more than zeros behind the point; `007`, `1e3` and `+5` would come back different. */
function isSameNumber(text: string, number: number): boolean {
	if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text)) return false;
	const plain = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
	return text.replace(/\D/g, '').length <= 15 && String(number) === plain;
}

/** A number however it is written (`1,234.50`, `1.234,50`, `12,5`, `€ 9.99`), or undefined. */
export function readNumber(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string') return undefined;
	const text = value.replace(/[\s\u00a0€$£¥]/g, '');
	if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text)) return finite(Number(text));
	if (/^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)) return finite(Number(text.replaceAll(',', '')));
	if (/^[-+]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+$/.test(text))
		return finite(Number(text.replaceAll('.', '').replace(',', '.')));
	return undefined;
}

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

const YES = new Set([
	'true',
	'yes',
	'y',
	'1',
	'granted',
	'grant',
	'given',
	'optin',
	'on',
	'ja',
	'oui',
	'si',
	'accepted',
	'allowed',
	'subscribed',
]);
const NO = new Set([
	'false',
	'no',
	'n',
	'0',
	'denied',
	'deny',
	'refused',
	'withdrawn',
	'optout',
	'off',
	'nein',
	'non',
	'rejected',
	'revoked',
	'unsubscribed',
]);

/** Yes or no however it is written, or undefined. */
export function readBoolean(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	const word = String(typeof value === 'number' || typeof value === 'string' ? value : '')
		.toLowerCase()
		.replace(/[^a-z0-9]/g, '');
	return YES.has(word) ? true : NO.has(word) ? false : undefined;
}

/** The text of a cell, trimmed; empty for none. Whole numbers that a spreadsheet made into `17850.0` are themselves again. */
export function readCode(value: unknown): string {
	const text =
		typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value).trim() : '';
	return /^\d+\.0+$/.test(text) ? text.slice(0, text.indexOf('.')) : text;
}
