import type { INodeProperties } from 'n8n-workflow';
import type { ImportOptions } from '../../sources/import';
import type { OperationCall } from '../shared/operation';

/** How many rejected rows leave the node; their number is always complete. */
const REJECTED_ROWS = 100;

interface IngestOptions {
	rejectedLimit?: number;
	source?: string;
	timezone?: string;
	region?: string;
}

/** Options of every way in. `further` are those of one operation. */
export function optionsForm(...further: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'ingestOptions',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			...further,
			{
				displayName: 'Phone Region',
				name: 'region',
				type: 'string',
				default: '',
				placeholder: 'e.g. DE',
				description: 'Country of phone numbers without country code, two letters',
			},
			{
				displayName: 'Rejected Rows to Output',
				name: 'rejectedLimit',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: REJECTED_ROWS,
				description: 'Max number of items at "Rejected"; the count at "Done" is always complete',
			},
			{
				displayName: 'Source',
				name: 'source',
				type: 'string',
				default: '',
				placeholder: 'e.g. crm',
				description: 'Short name kept with everything from here; the kind of data when empty',
			},
			{
				displayName: 'Timezone',
				name: 'timezone',
				type: 'string',
				default: '',
				placeholder: 'e.g. Europe/Berlin',
				description: 'Of dates without one; UTC when empty',
			},
		],
	};
}

/** Reads the part that goes to the import. */
export function readOptions(call: OperationCall): Pick<ImportOptions, 'source' | 'timezone' | 'defaultRegion'> {
	const { source = '', timezone = '', region = '' } = call.parameter<IngestOptions>('ingestOptions', {});
	return {
		...(source.trim() === '' ? {} : { source: source.trim() }),
		...(timezone.trim() === '' ? {} : { timezone: timezone.trim() }),
		...(region.trim() === '' ? {} : { defaultRegion: region.trim().toUpperCase() }),
	};
}

/** Reads how many rejected rows to put out. */
export function readRejectedLimit(call: OperationCall): number {
	return call.parameter<IngestOptions>('ingestOptions', {}).rejectedLimit ?? REJECTED_ROWS;
}
