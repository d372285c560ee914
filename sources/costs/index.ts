import { perRow, type RowResult } from '../shared/conversion';
import { isEmpty } from '../shared/columns';
import { readDate } from '../shared/dates';
import { readCode, readNumber } from '../shared/values';
import type { Row, Source, SourceSettings } from '../source';

/** What advertising cost: a row a campaign and day. The same campaign and day replaces what was there. */
export const costs: Source = Object.freeze<Source>({
	slug: 'costs',
	name: 'Costs',
	description: 'Advertising costs by campaign and day, with clicks and impressions',
	fields: [
		{
			key: 'campaign',
			description: 'Name or id of the campaign',
			required: true,
			synonyms: ['campaign_name', 'campaign_id', 'utm_campaign', 'kampagne'],
		},
		{ key: 'date', description: 'The day', required: true, synonyms: ['day', 'datum', 'reporting_date'] },
		{
			key: 'cost',
			description: 'What was spent',
			required: true,
			synonyms: ['spend', 'amount', 'costs', 'amount_spent', 'kosten'],
		},
		{ key: 'currency', description: 'ISO code, e.g. EUR', synonyms: ['currency_code', 'waehrung'] },
		{ key: 'clicks', description: 'Number of clicks', synonyms: ['link_clicks', 'klicks'] },
		{ key: 'impressions', description: 'Number of impressions', synonyms: ['views', 'impr'] },
	],
	gives: 'costs',
	reads: 'records',
	start: (settings) => perRow((row) => convert(row, settings)),
});

function convert(row: Row, settings: SourceSettings): RowResult {
	const campaign = readCode(row['campaign']);
	if (campaign === '') return { field: 'campaign', reason: 'is missing' };
	const date = readDate(row['date'], settings);
	if (date === undefined) return { field: 'date', reason: isEmpty(row['date']) ? 'is missing' : 'is not a date' };
	const item: Row = { campaign, date: dayOf(date, settings.timezone), cost: undefined };
	for (const key of ['cost', 'clicks', 'impressions']) {
		if (isEmpty(row[key]) && key !== 'cost') continue;
		const number = readNumber(row[key]);
		if (number === undefined) return { field: key, reason: isEmpty(row[key]) ? 'is missing' : 'is not a number' };
		item[key] = number;
	}
	const currency = readCode(row['currency']).toUpperCase();
	return { items: [currency === '' ? item : { ...item, currency }] };
}

/** The calendar day in the zone in which the file was meant. */
function dayOf(ms: number, timezone: string): string {
	return new Intl.DateTimeFormat('en-CA', {
		timeZone: timezone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
	}).format(ms);
}
