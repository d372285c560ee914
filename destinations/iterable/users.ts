import type { Batch, Exchange, Person } from '../../core/delivery/destination';
import { refusing } from '../../core/delivery/exchange';
import { membership, recordOf, text } from '../../core/delivery/record';
import type { OutgoingRequest } from '../../core/model/delivery';
import type { JsonObject } from '../../core/model/json';
import { both, call, either, read } from './request';

export function* users(batch: Batch): Exchange {
	return yield* refusing(
		batch,
		(person) => (Object.keys(both(person)).length > 0 ? undefined : 'nothing to tell the user by (email, user_id)'),
		function* (part) {
			return read(yield { request: request(part) }, part);
		},
	);
}

/** A list takes users with their fields, a removal only says who; without a list one user or many are updated. */
function request({ people, config, action }: Batch): OutgoingRequest {
	const listId = text(config['listId']);
	if (listId && action !== 'update') {
		const isRemoval = action === 'remove';
		const subscribers = people.map((person) =>
			isRemoval ? either(person, config) : user(person, either(person, config), config),
		);
		const id = Number.isFinite(Number(listId)) ? Number(listId) : listId;
		return call(isRemoval ? 'lists/unsubscribe' : 'lists/subscribe', config, { listId: id, subscribers });
	}
	const updates = people.map((person) => user(person, both(person), config));
	const [only] = updates;
	if (updates.length === 1 && only) return call('users/update', config, only);
	return call('users/bulkUpdate', config, { users: updates });
}

const NAMES = { email: 'email', phone: 'phoneNumber', first_name: 'firstName', last_name: 'lastName' };

function user(person: Person, identity: JsonObject, config: JsonObject): JsonObject {
	const { email: _email, ...traits } = person.change.action === 'remove' ? {} : recordOf(person, NAMES);
	const marked = text(config['listId']) ? {} : membership(person, config);
	// Without it a project that knows its users by address would not create one who only has an id.
	const prefers: JsonObject = identity['email'] === undefined ? { preferUserId: true } : {};
	return { ...identity, dataFields: { ...traits, ...marked }, ...prefers };
}
