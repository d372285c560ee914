import type { INodeProperties } from 'n8n-workflow';
import type { RowValues } from './row';

/** Asks for a thing or for its opposite, each in words. */
export function yesNoField(displayName: string, yes: string, no: string): INodeProperties {
	return {
		displayName,
		name: 'answer',
		type: 'options',
		options: [
			{ name: yes, value: 'yes' },
			{ name: no, value: 'no' },
		],
		default: 'yes',
	};
}

/** Reads what `yesNoField` asked for. */
export function isYes(row: RowValues): boolean {
	return (row.answer ?? 'yes') === 'yes';
}
