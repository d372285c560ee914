import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

/** The time zones that this machine knows, n8n's own first, with how far each is from UTC now; found by any part, "new york" too. */
export async function searchTimeZones(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const wanted = plain(filter ?? '');
	const zones = new Set([this.getTimezone(), 'UTC', ...Intl.supportedValuesOf('timeZone')]);
	const found = [...zones].filter((zone) => plain(zone).includes(wanted));
	return { results: found.map((zone) => ({ name: `${zone} (${offsetOf(zone)})`, value: zone })) };
}

const plain = (text: string): string =>
	text
		.toLowerCase()
		.replace(/[\s_]+/g, ' ')
		.trim();

/** "GMT+1", as Intl writes it. */
function offsetOf(timeZone: string): string {
	const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(new Date());
	return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
