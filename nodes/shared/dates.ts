/** Names under which the engine gives a moment as epoch milliseconds. */
const MOMENTS = new Set(['evaluatedAt', 'expiresAt', 'firstSeen', 'lastSeen', 'since', 'time']);
/** Where else moments stand within a row; what people and events brought along is left as it is. */
const PARTS = new Set(['after', 'conflicts', 'consents', 'identifiers', 'path', 'said', 'sample']);

/** The row with its moments as ISO dates, which people and n8n's date functions can read. */
export function withDates(row: object): object {
	return Object.fromEntries(Object.entries(row).map(([key, value]: [string, unknown]) => [key, readable(key, value)]));
}

function readable(key: string, value: unknown): unknown {
	if (MOMENTS.has(key) && typeof value === 'number') {
		return new Date(value).toISOString();
	}
	return PARTS.has(key) ? eachPart(value) : value;
}

function eachPart(value: unknown): unknown {
	const part = (one: unknown): unknown => (typeof one === 'object' && one !== null ? withDates(one) : one);
	if (Array.isArray(value)) {
		return value.map(part);
	}
	const isObject = typeof value === 'object' && value !== null;
	return isObject ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, part(one)])) : value;
}
