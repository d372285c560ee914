import type { INodeProperties } from 'n8n-workflow';
import type { Identifier } from '../../../index';
import { identifierForm, readIdentifier } from '../../shared/identifierForm';
import { oneItem } from '../../shared/operation';
import type { Operation, OperationCall } from '../../shared/operation';

const OPTIONS: INodeProperties = {
	displayName: 'Options',
	name: 'getOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Include Conflicts',
			name: 'includeConflicts',
			type: 'boolean',
			default: true,
			description: 'Whether to add the traits on which sources disagree: what is shown, and what else was said',
		},
	],
};

/** One person, by any identifier. */
export const get: Operation = {
	name: 'get',
	displayName: 'Get',
	action: 'Get profile',
	description: 'Get one person with traits, segments, consents and identifiers',
	properties: [...identifierForm(), OPTIONS],
	async execute(call) {
		const identifier = readIdentifier(call);
		const profile = await call.cdp.profiles.get(identifier);
		if (profile === undefined) {
			return oneItem({ found: false, ...identifier });
		}
		return oneItem({ found: true, ...profile, ...(await conflictsOf(call, identifier)) });
	},
};

async function conflictsOf(call: OperationCall, identifier: Identifier): Promise<{ conflicts?: object[] }> {
	const { includeConflicts = false } = call.parameter<{ includeConflicts?: boolean }>('getOptions', {});
	return includeConflicts ? { conflicts: await call.cdp.profiles.conflicts(identifier) } : {};
}
