import type { INodeProperties } from 'n8n-workflow';
import { identifierForm, readIdentifier } from '../../shared/identifierForm';
import { AFTER, limitForm } from '../../shared/limitForm';
import { pageItems, readPage } from '../../shared/paging';
import type { Operation } from '../../shared/operation';

const WHOSE: INodeProperties = {
	displayName: 'Of',
	name: 'of',
	type: 'options',
	options: [
		{ name: 'All People', value: 'all' },
		{ name: 'One Person', value: 'one' },
	],
	default: 'all',
};

const ofOne = identifierForm().map((property) => ({ ...property, displayOptions: { show: { of: ['one'] } } }));

/** What merged and split. */
export const history: Operation = {
	name: 'history',
	displayName: 'Merge History',
	action: 'Get merge history',
	description: 'List which profiles merged and split and why, newest first',
	properties: [WHOSE, ...ofOne, limitForm('Max number of results to return'), AFTER],
	async execute(call) {
		const isOne = call.parameter<string>('of', 'all') === 'one';
		const whose = isOne ? { identifier: readIdentifier(call) } : {};
		return pageItems(await call.cdp.identity.history({ ...whose, ...readPage(call) }));
	},
};
