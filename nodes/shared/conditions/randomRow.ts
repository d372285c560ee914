import type { RandomCondition } from '../../../index';
import { neededNumber, neededText } from './row';
import type { ConditionRow } from './row';

const percent = { minValue: 0, maxValue: 100, numberPrecision: 2 };

/** A part of everybody by lot: hold-outs, tests, roll-outs step by step. */
export const randomRow: ConditionRow = {
	name: 'random',
	displayName: 'Random Part',
	values: [
		{ displayName: 'From Percent', name: 'from', type: 'number', typeOptions: percent, default: 0 },
		{ displayName: 'To Percent', name: 'to', type: 'number', typeOptions: percent, default: 10 },
		{
			displayName: 'Seed',
			name: 'seed',
			type: 'string',
			default: 'test',
			required: true,
			placeholder: 'e.g. spring-2027',
			description: 'The same seed gives everybody the same lot, another one a new lot: one for each test',
		},
	],
	read(row): RandomCondition {
		return {
			kind: 'random',
			seed: neededText({ seed: 'test', ...row }, 'seed', 'seed'),
			from: neededNumber({ from: 0, ...row }, 'from', 'percentage to begin with'),
			to: neededNumber({ to: 10, ...row }, 'to', 'percentage to end with'),
		};
	},
};
