import type { INodeProperties } from 'n8n-workflow';
import { locator, locatorText } from '../../shared/locator';
import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { InputError } from '../../../index';

const PROPERTIES: INodeProperties[] = [
	locator({
		displayName: 'Like the Members Of',
		name: 'seed',
		method: 'searchMemberships',
		description: 'A saved audience or segment of at least 100 members; the look-alikes become one of the same kind',
		placeholder: 'e.g. buyers',
	}),
	{
		displayName: 'Key',
		name: 'lookalikeKey',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. like-buyers',
		description: 'Short name of the new audience; its scores stand in the trait lookalike_KEY',
	},
	{
		displayName: 'Choose By',
		name: 'chooseBy',
		type: 'options',
		default: 'size',
		options: [
			{ name: 'Score', value: 'atLeast', description: 'Everybody with at least this score' },
			{ name: 'Size', value: 'size', description: 'So many of the most like ones' },
		],
	},
	{
		displayName: 'Size',
		name: 'size',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1000,
		description: 'The curve in the result shows how likeness falls with reach',
		displayOptions: { show: { chooseBy: ['size'] } },
	},
	{
		displayName: 'Least Score',
		name: 'atLeast',
		type: 'number',
		typeOptions: { numberPrecision: 3 },
		default: 0,
		displayOptions: { show: { chooseBy: ['atLeast'] } },
	},
	{
		displayName: 'Only Preview',
		name: 'preview',
		type: 'boolean',
		default: false,
		description: 'Whether to work everything out and save nothing',
	},
];

/** Who is like the members of an audience. */
export const lookalike: Operation = {
	name: 'lookalike',
	displayName: 'Make Look-Alike',
	action: 'Make a look-alike audience',
	description:
		'Find who is like the members of an audience, with what tells them apart, reach against similarity, and how good it is',
	properties: PROPERTIES,
	async execute(call) {
		const seed = locatorText(call.parameter('seed'));
		const key = call.parameter<string>('lookalikeKey').trim();
		if (seed === '' || key === '')
			throw new InputError(`"${seed === '' ? 'Like the Members Of' : 'Key'}" is empty`, 'Fill it in.');
		const bound =
			call.parameter<string>('chooseBy') === 'size'
				? { size: call.parameter<number>('size') }
				: { atLeast: call.parameter<number>('atLeast') };
		const preview = call.parameter<boolean>('preview', false);
		return oneItem(await call.cdp.lookalike.run({ key, seed, ...bound, preview }));
	},
};
