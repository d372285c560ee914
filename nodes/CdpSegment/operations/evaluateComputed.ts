import type { INodeProperties } from 'n8n-workflow';
import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { readComputedKey, SAVED } from '../computed/savedForm';

const EVERYBODY: INodeProperties = {
	displayName: 'Look at Everybody',
	name: 'everybody',
	type: 'boolean',
	default: false,
	description:
		'Whether to work out every value anew, and with it the bounds of RFM groups and the models of lifetime value and churn; otherwise only those are looked at who can have changed',
};

/** Brings one computed trait up to date. */
export const evaluateComputed: Operation = {
	name: 'evaluateComputed',
	displayName: 'Evaluate',
	action: 'Evaluate computed trait',
	description: 'Bring the values of one computed trait up to date in the profiles',
	properties: [SAVED, EVERYBODY],
	async execute(call) {
		const full = call.parameter<boolean>('everybody', false);
		return oneItem(await call.cdp.computed.evaluate(readComputedKey(call), { full }));
	},
};
