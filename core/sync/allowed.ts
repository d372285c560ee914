import { gate, type Asking } from '../consent/gate';
import { decodeSignals } from '../consent/signals';
import { NOTHING_KNOWN, standingOf, type Standing } from '../consent/standing';
import type { SyncPartner, SyncSignals } from '../model/sync';
import type { ConsentRow } from '../ports';

/**
 * May this browser be matched with the partner? Storing an id is needed (TCF purpose 1), of the partner too when it has a
 * number. What the page says now counts; a no that is on record is not undone by it. Nothing known is no.
 */
export function refusalOf(
	partner: SyncPartner,
	signals: SyncSignals,
	stored: readonly ConsentRow[],
	{ settings, now }: Pick<Asking, 'settings'> & { now: number },
): string | undefined {
	const { record, refused } = decodeSignals(signals);
	const [bad] = refused;
	if (bad) return `${bad.signal} ${bad.reason}`;
	const asking: Asking = { settings, ...(partner.vendor === undefined ? {} : { vendor: partner.vendor }) };
	const onRecord = stored.length > 0 ? standingOf(stored) : NOTHING_KNOWN;
	const said = Object.values(onRecord.purposes).length > 0;
	const answers = [
		...(record ? [gate(spoken(record, now), 'store', asking)] : []),
		...(record && !isNo(onRecord) ? [] : [gate(onRecord, 'store', said || !record ? asking : { settings })]),
	];
	return answers.find((answer) => !answer.allowed)?.reasons[0];
}

const isNo = ({ purposes }: Standing): boolean => purposes['storage']?.granted === false;

/** What was said just now, as if it were all that is known. */
function spoken(record: NonNullable<ReturnType<typeof decodeSignals>['record']>, time: number): Standing {
	const purposes = Object.fromEntries(
		Object.entries(record.purposes).map(([purpose, granted]) => [purpose, { granted, time, source: 'cookie-sync' }]),
	);
	return { shown: purposes, purposes, records: [record] };
}
