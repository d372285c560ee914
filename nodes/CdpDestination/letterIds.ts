import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../index';
import { splitList } from '../shared/conditions/comparison';
import type { OperationCall } from '../shared/operation';

/** Which dead letters; all of the sync when empty. */
export const LETTER_IDS: INodeProperties = {
	displayName: 'Dead Letter IDs',
	name: 'ids',
	type: 'string',
	default: '',
	placeholder: 'e.g. 12, 15',
	description: 'IDs from "Get Dead Letters", with commas between; all of this sync when empty',
};

/** Reads `LETTER_IDS`. */
export function readIds(call: OperationCall): { ids?: number[] } {
	const ids = splitList(String(call.parameter<string | number>('ids', ''))).map(Number);
	if (ids.some((id) => !Number.isInteger(id))) {
		throw new InputError(
			'A dead letter ID is not a whole number',
			'Take the IDs from "Get Dead Letters", with commas between.',
		);
	}
	return ids.length === 0 ? {} : { ids };
}
