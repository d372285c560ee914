import type { INodeProperties } from 'n8n-workflow';
import { identifierForm, readIdentifier } from '../../shared/identifierForm';
import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';

const KEEP_OUT: INodeProperties = {
	displayName: 'Keep Out',
	name: 'keepOut',
	type: 'boolean',
	default: true,
	description:
		'Whether later imports and events that name the person are rejected; only keyed hashes of the identifiers are kept for it',
};

/** Erases one person. */
export const erase: Operation = {
	name: 'erase',
	displayName: 'Erase',
	action: 'Erase profile',
	description: 'Erase one person for good; destinations are told at their next push',
	properties: [...identifierForm(), KEEP_OUT],
	async execute(call) {
		const suppress = call.parameter<boolean>('keepOut', true);
		return oneItem(await call.cdp.profiles.erase(readIdentifier(call), { suppress }));
	},
};
