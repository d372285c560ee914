import type { INodeProperties } from 'n8n-workflow';

/** How many items may leave the node; counts are always complete. */
export function limitForm(description: string): INodeProperties {
	return {
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description,
	};
}

/** Where to go on, from the last item of the former page. */
export const AFTER: INodeProperties = {
	displayName: 'After',
	name: 'after',
	type: 'string',
	default: '',
	description: 'Value of "next" from the former page, to get the page after it',
};
