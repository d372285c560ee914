import type { INodeProperties } from 'n8n-workflow';
import { AFTER, limitForm } from '../../shared/limitForm';
import { locator, locatorText } from '../../shared/locator';
import { pageItems } from '../../shared/paging';
import type { Operation } from '../../shared/operation';

const FILTERS: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		AFTER,
		{
			displayName: 'Begins With',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. ann@',
			description: 'Only people one of whose identifiers begins with this',
		},
		{
			displayName: 'Known',
			name: 'known',
			type: 'boolean',
			default: true,
			description: 'Whether to return people who are known by name (on) or anonymous visitors (off); both when not set',
		},
		locator({
			displayName: 'Segment',
			name: 'segment',
			method: 'searchMemberships',
			description: 'Only members of this segment or audience',
			placeholder: 'e.g. loyal-customers',
			required: false,
		}),
	],
};

/** A page of people. */
export const getMany: Operation = {
	name: 'getMany',
	displayName: 'Get Many',
	action: 'Get many profiles',
	description: 'List people, for instance the members of a segment',
	properties: [limitForm('Max number of results to return'), FILTERS],
	async execute(call) {
		const { after, search, known, segment } = call.parameter<Record<string, unknown>>('filters', {});
		return pageItems(
			await call.cdp.profiles.list({
				limit: call.parameter<number>('limit', 50),
				...(locatorText(after) === '' ? {} : { after: locatorText(after) }),
				...(locatorText(search) === '' ? {} : { search: locatorText(search) }),
				...(locatorText(segment) === '' ? {} : { segment: locatorText(segment) }),
				...(typeof known === 'boolean' ? { known } : {}),
			}),
		);
	},
};
