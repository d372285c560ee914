import { basename } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { sources } from '../../../sources/registry';
import type { Operation } from '../../shared/operation';
import { FILE_INPUT, FILE_FORMAT, openFile, readFormat } from '../fileInput';
import { mapForm } from '../kinds';
import { optionsForm } from '../options';
import { runImport } from '../runImport';

const KINDS = sources.map(({ slug, name, description }) => ({ name, value: slug, description }));

const AS: INodeProperties = {
	displayName: 'File Holds',
	name: 'as',
	type: 'options',
	options: [...KINDS].sort((a, b) => a.name.localeCompare(b.name)),
	default: 'events',
	description: 'What the rows of the file are',
};

const MAPS: INodeProperties[] = KINDS.flatMap(({ value }) =>
	mapForm(value).map((form) => ({ ...form, displayOptions: { show: { as: [value] } } })),
);

/** A whole file as a stream, whatever its size. */
export const fromFile: Operation = {
	name: 'fromFile',
	displayName: 'From File',
	action: 'Ingest file',
	description: 'Store the rows of a CSV, NDJSON or JSON file, also packed with gzip, of any size',
	properties: [AS, ...FILE_INPUT, ...MAPS, optionsForm(FILE_FORMAT)],
	async execute(call) {
		const { stream, name } = await openFile(call);
		const fileName = readFormat(call, basename(name));
		const outputs = await runImport(call, { as: call.parameter<string>('as'), fileName, stream });
		return outputs.map((items, output) =>
			output === 0 ? items.map(({ json }) => ({ json: { file: name, ...json } })) : items,
		);
	},
};
