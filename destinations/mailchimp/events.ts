import type { Batch, Exchange, Person } from '../../core/delivery/destination';
import { everybody, parts } from '../../core/delivery/exchange';
import { flat } from '../../core/delivery/record';
import type { JsonObject } from '../../core/model/json';
import { call, member } from './request';

/** Mailchimp allows 2 to 30 letters, digits, underscores and hyphens. */
const NAME = { most: 30, wrong: /[^A-Za-z0-9_-]+/g };

/** One request an event; only members can have events. */
export function* events(batch: Batch): Exchange {
	const list = batch.people.flatMap((person, i) => {
		const email = person.ids['email']?.[0];
		if (email === undefined) return [];
		return [
			{ about: [i], request: call('POST', `${member(batch.config, email)}/events`, batch.config, event(person)) },
		];
	});
	return yield* parts(batch, list, (_, { people }) => everybody(people), 'nothing to tell the member by (email)');
}

function event({ change: { event: told } }: Person): JsonObject {
	if (!told) return {};
	const properties = Object.entries(flat(told.properties, ',')).map(([key, value]) => [key, String(value)] as const);
	return {
		name: told.name.trim().replace(NAME.wrong, '_').slice(0, NAME.most),
		...(properties.length > 0 ? { properties: Object.fromEntries<string>(properties) } : {}),
		occurred_at: new Date(told.time).toISOString(),
	};
}
