import type { Batch, Exchange, Person } from '../../core/delivery/destination';
import { refusing } from '../../core/delivery/exchange';
import { moneyOf } from '../../core/delivery/event';
import type { DeliveryEvent } from '../../core/model/delivery';
import type { JsonObject } from '../../core/model/json';
import { consentOf, post, read, userIdentifiers } from './request';

const CLICK_IDS = ['gclid', 'gbraid', 'wbraid'] as const;

/** Conversions: `events:ingest`. The event's id is the transaction id, by which Google drops repeats. */
export function events(batch: Batch): Exchange {
	const told = batch.people.map((person) => event(person, batch.config));
	return refusing(
		batch,
		(_, at) => (told[at] ? undefined : 'neither a click id nor an e-mail address, phone number or complete address'),
		function* (part, places) {
			const body: JsonObject = { events: places.map((at) => told[at] as JsonObject), encoding: 'HEX' };
			return read(yield { request: post('events:ingest', part, body) }, part);
		},
	);
}

function event(person: Person, config: JsonObject): JsonObject | undefined {
	const told = person.change.event;
	if (!told) return undefined;
	const identifiers = userIdentifiers(person, config);
	const clicks = clickIds(told);
	if (identifiers.length === 0 && Object.keys(clicks).length === 0) return undefined;
	const { value, currency } = moneyOf(told);
	return {
		transactionId: told.id,
		eventTimestamp: new Date(told.time).toISOString(),
		eventSource: source(told),
		...(config['accountType'] === 'GOOGLE_ANALYTICS_PROPERTY' ? { eventName: told.name } : {}),
		...(identifiers.length > 0 ? { userData: { userIdentifiers: identifiers } } : {}),
		...(Object.keys(clicks).length > 0 ? { adIdentifiers: clicks } : {}),
		...(value === undefined ? {} : { conversionValue: value }),
		...(currency === undefined ? {} : { currency }),
		...consentOf(person.change.consent),
	};
}

function clickIds({ properties, context }: DeliveryEvent): JsonObject {
	return Object.fromEntries(
		CLICK_IDS.flatMap((name) => {
			const value = properties[name] ?? context[name];
			return typeof value === 'string' && value !== '' ? [[name, value]] : [];
		}),
	);
}

const SOURCES = new Set(['WEB', 'APP', 'IN_STORE', 'PHONE', 'OTHER']);

/** Where it happened, when the event says so in `properties.event_source`; on the web otherwise. */
function source({ properties }: DeliveryEvent): string {
	const said = String(properties['event_source'] ?? properties['eventSource'] ?? 'WEB').toUpperCase();
	return SOURCES.has(said) ? said : 'OTHER';
}
