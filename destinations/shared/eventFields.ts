import type { DestinationField } from '../../core/model/delivery';

/** Where events happen that do not say it themselves (`action_source` among their properties). */
export function sourceField(options: Array<{ value: string; label: string }>, preset: string): DestinationField {
	return {
		key: 'actionSource',
		label: 'Action Source',
		type: 'options',
		default: preset,
		description: 'Where events happen that do not say it in their property action_source',
		options,
	};
}

/** For trying out: events show up in the platform's test view. */
export const TEST_CODE: DestinationField = {
	key: 'testEventCode',
	label: 'Test Event Code',
	type: 'string',
	description: 'Only for tries: shows the events in the test view of the platform instead of counting them',
	placeholder: 'e.g. TEST12345',
};
