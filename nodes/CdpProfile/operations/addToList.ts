import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../../index';
import { identifierForm, readIdentifier } from '../../shared/identifierForm';
import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { LIST, readList } from '../listForm';

const OPTIONS: INodeProperties = {
	displayName: 'Options',
	name: 'listOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Create List If Missing',
			name: 'create',
			type: 'boolean',
			default: true,
			description: 'Whether to create a list of this name when there is none',
		},
	],
};

/** Puts one person on a static list. */
export const addToList: Operation = {
	name: 'addToList',
	displayName: 'Add to List',
	action: 'Add profile to list',
	description: 'Put a person on a list that segments can ask for, also when nobody is known by this identifier yet',
	properties: [LIST, ...identifierForm(), OPTIONS],
	async execute(call) {
		const key = readList(call);
		const identifier = readIdentifier(call);
		const { create = false } = call.parameter<{ create?: boolean }>('listOptions', {});
		if (create && !(await call.cdp.lists.list()).some((list) => list.key === key)) {
			await call.cdp.lists.save({ key });
		}
		const { added, rejected } = await call.cdp.lists.add(key, [identifier]);
		const [fault] = rejected;
		if (fault) {
			throw new InputError(
				`This ${identifier.type} cannot be put on a list: the ${fault.field} ${fault.reason}`,
				'Correct "Identifier Value", or check the expression it comes from.',
			);
		}
		return oneItem({ list: key, ...identifier, added: added > 0 });
	},
};
