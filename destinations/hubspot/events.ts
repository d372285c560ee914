import type { Batch, Exchange, Person } from '../../core/delivery/destination';
import { bisecting, everybody, refusing } from '../../core/delivery/exchange';
import { flat, text } from '../../core/delivery/record';
import type { JsonObject } from '../../core/model/json';
import { send } from './request';

/** Custom events of contacts. */
export function* events(batch: Batch): Exchange {
	return yield* refusing(
		batch,
		({ ids }) => (ids['email'] ? undefined : 'nothing to tell the contact by (email)'),
		(part) =>
			bisecting(
				part,
				({ people, config }) =>
					people.length === 1
						? send('POST', 'events/v3/send', config, event(people[0] as Person, config))
						: send('POST', 'events/v3/send/batch', config, { inputs: people.map((person) => event(person, config)) }),
				(_, { people }) => everybody(people),
			),
	);
}

function event({ ids, change: { event: told } }: Person, config: JsonObject): JsonObject {
	if (!told) return {};
	const isWhole = /^pe\d+_/.test(told.name);
	const name = told.name.trim().toLowerCase().replace(/[^a-z0-9]+/g, '_'); // prettier-ignore
	return {
		eventName: isWhole ? told.name : `${text(config['eventPrefix'])}${name}`,
		email: ids['email']?.[0] ?? '',
		occurredAt: new Date(told.time).toISOString(),
		properties: flat(told.properties),
		uuid: told.id,
	};
}
