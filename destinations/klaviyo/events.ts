import type { Batch, Exchange, Person } from '../../core/delivery/destination';
import { everybody } from '../../core/delivery/exchange';
import { moneyOf } from '../../core/delivery/event';
import type { JsonObject } from '../../core/model/json';
import { call, failure, profile } from './request';

/** One event at once, several by a job; the event's id is `unique_id`, by which Klaviyo drops repeats. */
export function* events(batch: Batch): Exchange {
	const { people, config } = batch;
	const [first] = people;
	const response = yield {
		request:
			people.length === 1 && first
				? call('POST', 'events', config, {
						data: { type: 'event', attributes: { ...event(first), ...owner(first, config) } },
					})
				: call('POST', 'event-bulk-create-jobs', config, {
						data: {
							type: 'event-bulk-create-job',
							attributes: { 'events-bulk-create': { data: people.map((person) => entry(person, config)) } },
						},
					}),
	};
	return failure(response, batch) ?? everybody(people);
}

function entry(person: Person, config: JsonObject): JsonObject {
	return {
		type: 'event-bulk-create',
		attributes: { ...owner(person, config), events: { data: [{ type: 'event', attributes: event(person) }] } },
	};
}

const owner = (person: Person, config: JsonObject): JsonObject => ({ profile: { data: profile(person, config) } });

function event({ change: { event: told } }: Person): JsonObject {
	if (!told) return {};
	const { value, currency } = moneyOf(told);
	return {
		properties: told.properties,
		time: new Date(told.time).toISOString(),
		...(value === undefined ? {} : { value }),
		...(currency === undefined ? {} : { value_currency: currency }),
		unique_id: told.id,
		metric: { data: { type: 'metric', attributes: { name: told.name } } },
	};
}
