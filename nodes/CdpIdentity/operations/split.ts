import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../../index';
import type { Identifier } from '../../../index';
import { locator, locatorText } from '../../shared/locator';
import type { Operation, OperationCall } from '../../shared/operation';
import { decide, HOW } from './decision';

const TAKEN: INodeProperties = {
	displayName: 'Identifiers to Take Out',
	name: 'taken',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Identifier',
	default: {},
	description: 'Identifiers of one profile that belong to somebody else; they become a profile of their own',
	options: [
		{
			displayName: 'Identifier',
			name: 'identifiers',
			values: [
				locator({
					displayName: 'Type',
					name: 'type',
					method: 'searchIdentifierTypes',
					description: 'What the person or browser is named by',
					placeholder: 'e.g. email',
					first: 'email',
				}),
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. ann@example.com',
					description: 'The e-mail address, customer number, cookie … itself',
				},
			],
		},
	],
};

/** Takes identifiers out of a profile. */
export const split: Operation = {
	name: 'split',
	displayName: 'Split Profile',
	action: 'Split profile',
	description: 'Take identifiers out of a profile for good; their events, traits and consents go with them',
	properties: [TAKEN, ...HOW],
	async execute(call) {
		const identifiers = readTaken(call);
		return await decide(call, (by, options) => call.cdp.identity.split(identifiers, by, options));
	},
};

function readTaken(call: OperationCall): Identifier[] {
	const { identifiers = [] } = call.parameter<{ identifiers?: Array<{ type?: unknown; value?: unknown }> }>(
		'taken',
		{},
	);
	const taken = identifiers.map((row) => ({ type: locatorText(row.type ?? 'email'), value: locatorText(row.value) }));
	if (taken.length === 0) {
		throw new InputError('No identifier is named', 'Add the identifiers to take out of the profile.');
	}
	const empty = taken.findIndex(({ type, value }) => type === '' || value === '');
	if (empty >= 0) {
		throw new InputError(`Identifier ${empty + 1} is not complete`, 'Fill in its type and its value.');
	}
	return taken;
}
