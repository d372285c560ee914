import type { INodeProperties } from 'n8n-workflow';
import { destinations } from '../../destinations/registry';
import type { Destination } from '../../core/delivery/destination';
import { InputError } from '../../index';
import { locator } from '../shared/locator';
import { readSegmentKey } from '../shared/membership/savedForm';
import type { OperationCall } from '../shared/operation';

/** Where to, and whom: in every operation. The two together name the sync, unless it is given a name. */
export const TARGET: INodeProperties[] = [
	{
		displayName: 'Destination',
		name: 'destination',
		type: 'options',
		noDataExpression: true,
		options: [...destinations]
			.map(({ slug, name, description }) => ({ name, value: slug, description }))
			.sort((a, b) => a.name.localeCompare(b.name)),
		default: destinations[0]?.slug ?? '',
	},
	locator({
		displayName: 'Segment',
		name: 'segment',
		method: 'searchMemberships',
		description: 'The segment or audience whose members the destination should hold',
		placeholder: 'e.g. loyal-customers',
	}),
];

/** A second sync of the same segment to the same kind of destination needs a name of its own. */
export const SYNC_NAME: INodeProperties = {
	displayName: 'Sync Name',
	name: 'syncName',
	type: 'string',
	default: '',
	placeholder: 'e.g. shop-a-newsletter',
	description:
		"Name under which the destination's state is kept; needed when the same segment goes to two accounts. Destination and segment when empty.",
};

/** The chosen destination. */
export function readDestination(call: OperationCall): Destination {
	const slug = call.parameter<string>('destination');
	const destination = destinations.find((one) => one.slug === slug);
	if (destination === undefined) {
		throw new InputError(`The destination "${slug}" does not exist`, 'Choose a destination from the list.');
	}
	return destination;
}

/** The name of the sync that the form stands for. */
export function readSync(call: OperationCall, given: string): string {
	const name = given.trim();
	return name === '' ? `${readDestination(call).slug}:${readSegmentKey(call)}` : name;
}
