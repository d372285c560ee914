import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { keyOf } from '../../shared/membership/definition';

/** Puts a partner on the list of those that browsers may be matched with. */
export const savePartner: Operation = {
	name: 'savePartner',
	displayName: 'Save Sync Partner',
	action: 'Save sync partner',
	description: 'Put a partner on the list of those whose cookies are matched with your browsers, or change it',
	properties: [
		{
			displayName: 'Partner Name',
			name: 'partnerName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. AdX',
			description: 'What the partner is called; its key is made from it',
		},
		{
			displayName: 'Sync URL',
			name: 'syncUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://sync.partner.example/match?id={ID}&gdpr={GDPR}&gdpr_consent={GDPR_CONSENT}',
			description: 'Where browsers are sent; filled in are {ID}, {GDPR}, {GDPR_CONSENT}, {GPP} and {GPP_SID}',
		},
		{
			displayName: 'Days Between Syncs',
			name: 'days',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 400 },
			default: 14,
			description: 'How many days must pass before a browser is sent there again',
		},
		{
			displayName: 'Options',
			name: 'partnerOptions',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Key',
					name: 'key',
					type: 'string',
					default: '',
					placeholder: 'e.g. adx',
					description:
						'By which addresses and identifiers (cookie:KEY) name the partner; made from the name when empty',
				},
				{
					displayName: 'Vendor Number',
					name: 'vendor',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: 65535 },
					default: 0,
					description: 'Its number in the IAB Global Vendor List, which consent strings speak of; none when 0',
				},
			],
		},
	],
	async execute(call) {
		const name = call.parameter<string>('partnerName').trim();
		const { key = '', vendor = 0 } = call.parameter<{ key?: string; vendor?: number }>('partnerOptions', {});
		const partner = await call.cdp.sync.savePartner({
			key: key.trim() || keyOf(name, 'sync partner'),
			name,
			url: call.parameter<string>('syncUrl').trim(),
			days: call.parameter<number>('days', 14),
			...(vendor > 0 ? { vendor } : {}),
		});
		const message = `Pages call /v1/sync/${partner.key} of the collector, the partner answers at /v1/sync/${partner.key}/set?uid=… (below CDP Collector Trigger: /v1/sync?partner=${partner.key} and /v1/sync/set?partner=${partner.key}&uid=…).`;
		call.context.addExecutionHints({ message, location: 'outputPane' });
		return oneItem(partner);
	},
};
