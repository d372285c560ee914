import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../../index';
import { locatorText } from '../../shared/locator';
import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { BY, readBy } from './decision';

const FORM: INodeProperties[] = [
	{
		displayName: 'Review ID',
		name: 'reviewId',
		type: 'string',
		default: '={{ $json.id }}',
		required: true,
		description: 'The "id" of an item of Get Reviews',
	},
	{
		displayName: 'Decision',
		name: 'answer',
		type: 'options',
		options: [
			{ name: 'One Person', value: 'confirm', description: 'Joins the two' },
			{ name: 'Two People', value: 'reject', description: 'Keeps the two apart, whatever comes in later' },
		],
		default: 'confirm',
	},
	BY,
];

/** Answers whether a pair is one person. */
export const decideReview: Operation = {
	name: 'decideReview',
	displayName: 'Decide Review',
	action: 'Decide review of duplicates',
	description: 'Say whether a pair is one person or two; remembered as evidence',
	properties: FORM,
	async execute(call) {
		const id = locatorText(call.parameter('reviewId'));
		if (id === '') {
			throw new InputError('"Review ID" is empty', 'Connect the items of Get Reviews, or fill in one of their ids.');
		}
		const answer = call.parameter<'confirm' | 'reject'>('answer', 'confirm');
		const decision = await call.cdp.identity.decideReview(id, answer, readBy(call));
		return oneItem({ reviewId: id, answer, ...decision });
	},
};
