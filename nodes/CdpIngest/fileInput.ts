import { Readable } from 'node:stream';
import type { IBinaryData, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../index';
import { openHostFile } from '../shared/hostFile';
import type { OperationCall } from '../shared/operation';

/** Where the file is: on the host, which suits big ones, or in the item. */
export const FILE_INPUT: INodeProperties[] = [
	{
		displayName: 'File Is',
		name: 'fileIs',
		type: 'options',
		options: [
			{ name: 'In the Item', value: 'binary', description: 'A binary field of the incoming item' },
			{
				name: 'On the n8n Host',
				value: 'path',
				description: 'Read from its folder as a stream; for files of any size',
			},
		],
		default: 'path',
	},
	{
		displayName: 'File Path',
		name: 'filePath',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. /data/export/customers.csv',
		description: 'Path on the n8n host; N8N_RESTRICT_FILE_ACCESS_TO is respected',
		displayOptions: { show: { fileIs: ['path'] } },
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryField',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data',
		hint: 'The name of the input binary field containing the file to be read',
		displayOptions: { show: { fileIs: ['binary'] } },
	},
];

/** For files whose name does not say what they are. */
export const FILE_FORMAT: INodeProperties = {
	displayName: 'File Format',
	name: 'format',
	type: 'options',
	options: [
		{ name: 'By File Name', value: 'name' },
		{ name: 'CSV', value: 'csv' },
		{ name: 'JSON', value: 'json' },
		{ name: 'NDJSON', value: 'ndjson' },
		{ name: 'Text', value: 'txt' },
	],
	default: 'name',
};

/** The file as a stream, and what it is called. */
export async function openFile(call: OperationCall): Promise<{ stream: Readable; name: string }> {
	if (call.parameter<string>('fileIs', 'path') === 'binary') {
		return await fromItem(call, call.parameter<string>('binaryField', 'data'));
	}
	const path = call.parameter<string>('filePath', '').trim();
	if (path === '') {
		throw new InputError('"File Path" is empty', 'Fill it in, or check the expression it comes from.');
	}
	return { stream: (await openHostFile(path)).stream, name: path };
}

/** The name of the file with the ending of the chosen format. */
export function readFormat(call: OperationCall, name: string): string {
	const { format = 'name' } = call.parameter<{ format?: string }>('ingestOptions', {});
	const packed = name.endsWith('.gz') ? '.gz' : '';
	return format === 'name' ? name : `${name.slice(0, name.length - packed.length)}.${format}${packed}`;
}

async function fromItem(call: OperationCall, field: string): Promise<{ stream: Readable; name: string }> {
	const binary = call.context.helpers.assertBinaryData(call.itemIndex, field);
	return { stream: await binaryStream(call, binary), name: nameOf(binary, field) };
}

/** Small files are kept in the item, others in n8n's binary store: from there only as a stream. */
async function binaryStream(call: OperationCall, binary: IBinaryData): Promise<Readable> {
	return binary.id === undefined
		? Readable.from(Buffer.from(binary.data, 'base64'))
		: await call.context.helpers.getBinaryStream(binary.id);
}

function nameOf(binary: IBinaryData, field: string): string {
	return binary.fileName ?? (binary.fileExtension === undefined ? field : `${field}.${binary.fileExtension}`);
}
