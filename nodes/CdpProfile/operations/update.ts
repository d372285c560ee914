import type { INodeProperties } from 'n8n-workflow';
import type { TraitValues } from '../../../index';
import { assignedValues } from '../../shared/assignments';
import { identifierForm, readIdentifier } from '../../shared/identifierForm';
import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { originOf, SOURCE } from '../../shared/origin';

const TRAITS: INodeProperties = {
	displayName: 'Traits to Set',
	name: 'traits',
	type: 'assignmentCollection',
	default: {},
	description: 'The traits to set; the others stay as they are',
};

/** Sets traits of one person. */
export const update: Operation = {
	name: 'update',
	displayName: 'Update',
	action: 'Update profile',
	description: 'Set traits of one person, as an identify call of a trusted source would',
	properties: [...identifierForm(), TRAITS, SOURCE],
	async execute(call) {
		const traits = assignedValues(call.parameter('traits')) as TraitValues;
		return oneItem(await call.cdp.profiles.update(readIdentifier(call), traits, originOf(call)));
	},
};
