import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../../index';
import { identifierForm, readIdentifier } from '../../shared/identifierForm';
import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { originOf, SOURCE } from '../../shared/origin';

const PURPOSES: INodeProperties = {
	displayName: 'Consent',
	name: 'consent',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Purpose',
	default: {},
	options: [
		{
			displayName: 'Purpose',
			name: 'purposes',
			values: [
				{
					displayName: 'Purpose',
					name: 'purpose',
					type: 'string',
					default: 'advertising',
					placeholder: 'e.g. advertising',
				},
				{
					displayName: 'Granted',
					name: 'granted',
					type: 'boolean',
					default: true,
					description: 'Whether the person agrees',
				},
			],
		},
	],
};

const PROOF: INodeProperties = {
	displayName: 'Proof',
	name: 'proof',
	type: 'string',
	default: '',
	placeholder: 'e.g. newsletter form 7, 2026-03-01',
	description: 'What proves the decision: a consent string, a form, a call',
};

/** Records consent or its withdrawal. */
export const setConsent: Operation = {
	name: 'setConsent',
	displayName: 'Set Consent',
	action: 'Set consent of profile',
	description: 'Record that a person agrees to a purpose, or no longer does',
	properties: [...identifierForm(), PURPOSES, PROOF, SOURCE],
	async execute(call) {
		const rows = call.parameter<{ purposes?: Array<{ purpose: string; granted: boolean }> }>('consent').purposes ?? [];
		if (rows.length === 0) {
			throw new InputError('No purpose is named', 'Add at least one purpose under "Consent".');
		}
		const purposes = Object.fromEntries(rows.map(({ purpose, granted }) => [purpose.trim(), granted]));
		const proof = call.parameter<string>('proof', '').trim();
		const origin = { ...originOf(call), ...(proof === '' ? {} : { proof }) };
		return oneItem({ consents: await call.cdp.profiles.setConsent(readIdentifier(call), purposes, origin) });
	},
};
