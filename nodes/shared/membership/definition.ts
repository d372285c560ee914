import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../../index';
import type { SegmentDefinition } from '../../../index';
import { conditionsForm } from '../conditions/form';
import { readCondition } from '../conditions/read';
import { locator, locatorText } from '../locator';
import type { OperationCall } from '../operation';
import { label } from './kind';
import type { MembershipKind } from './kind';

/** The whole definition as a form: the node is the segment. */
export function definitionForm(kind: MembershipKind): INodeProperties[] {
	return [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: kind.word === 'segment' ? 'e.g. Loyal Customers' : 'e.g. Looked at Shoes',
			description: `What this ${kind.word} is called`,
		},
		...conditionsForm(kind.rows),
		...kind.fields,
		{
			displayName: 'Options',
			name: 'definitionOptions',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Key',
					name: 'key',
					type: 'string',
					default: '',
					placeholder: 'e.g. loyal-customers',
					description: `By which destinations and triggers name this ${kind.word}; made from the name when empty. Set it before you change the name.`,
				},
				locator({
					displayName: 'Time Zone',
					name: 'timeZone',
					method: 'searchTimeZones',
					description: 'Where days, months and birthdays begin; UTC when empty',
					placeholder: 'e.g. Europe/Zurich',
					empty: 'UTC',
					required: false,
				}),
				...(kind.options ?? []),
			],
		},
	];
}

/** Reads what `definitionForm` asked for. */
export function readDefinition(call: OperationCall, kind: MembershipKind): SegmentDefinition {
	const name = call.parameter<string>('name').trim();
	if (name === '') {
		throw new InputError(`The ${kind.word} has no name`, 'Fill in "Name".');
	}
	const own = Object.fromEntries(kind.fields.map((field) => [field.name, call.parameter(field.name)]));
	const options = call.parameter<Record<string, unknown> & { key?: string }>('definitionOptions', {});
	const { key = '' } = options;
	const timeZone = locatorText(options.timeZone);
	const condition = readCondition(call, kind.rows);
	return {
		version: 1,
		key: key.trim() === '' ? keyOf(name, label(kind)) : key.trim(),
		name,
		of: kind.of,
		condition,
		...(timeZone === '' ? {} : { timeZone }),
		...own,
		...ownOptions(kind, options),
	};
}

/** Options of this kind that were filled in; 0 is what n8n gives for a number that was not. */
function ownOptions({ options = [] }: MembershipKind, given: Record<string, unknown>): Partial<SegmentDefinition> {
	const filled = options.filter(({ name }) => ![undefined, null, '', 0].includes(given[name] as null));
	return Object.fromEntries(filled.map(({ name }) => [name, given[name]]));
}

/** "Käufer 30 Tage!" becomes "kaufer-30-tage", or with another sign between words "kaufer_30_tage". */
export function keyOf(name: string, what: string, between: '-' | '_' = '-'): string {
	const plain = name
		.normalize('NFKD')
		.replace(/\p{Mark}/gu, '')
		.toLowerCase();
	const key = plain
		.split(/[^a-z0-9_]+/)
		.filter((word) => word !== '')
		.join(between);
	if (key === '') {
		throw new InputError(
			`No key can be made from the name "${name}"`,
			`Add the option "Key" to the ${what.toLowerCase()}.`,
		);
	}
	return key;
}
