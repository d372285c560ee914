import type { Compute } from '../../../core/model/computed';
import { amount, event, filters, lately, numberProperty, valueProperty } from './eventParts';
import { length, lifetime, preferredBy, since, taken } from './ownParts';
import type { Part } from './part';
import { score } from './score';
import { tags } from './tags';

interface KindForm {
	/** As a marketer looks for it. */
	name: string;
	description: string;
	/** Its parts of the form. */
	parts: Part[];
}

/** The parts in the order of the form. */
export const PARTS: Part[] = [
	event,
	numberProperty,
	valueProperty,
	taken,
	since,
	amount,
	preferredBy,
	lifetime,
	score,
	tags,
	length,
	lately,
	filters,
];

/** Every kind once: how it reads, and what it asks for. A new one does not compile until it stands here. */
export const KINDS: Record<Compute['kind'], KindForm> = {
	count: { name: 'Number of Events', description: 'e.g. orders', parts: [event, lately, filters] },
	sum: ofNumber('Sum of a Property', 'e.g. what somebody spent'),
	average: ofNumber('Average of a Property', 'e.g. of an order'),
	min: ofNumber('Smallest Value of a Property', 'e.g. the cheapest order'),
	max: ofNumber('Largest Value of a Property', 'e.g. the dearest order'),
	first: { name: 'First Value', description: 'e.g. the first campaign', parts: [event, taken, lately, filters] },
	last: { name: 'Last Value', description: 'e.g. the page seen last', parts: [event, taken, lately, filters] },
	mostFrequent: {
		name: 'Most Frequent Value',
		description: 'e.g. the usual shop',
		parts: [event, valueProperty, lately, filters],
	},
	uniqueList: {
		name: 'List of Different Values',
		description: 'e.g. the brands somebody bought',
		parts: [event, valueProperty, length, lately, filters],
	},
	daysSince: {
		name: 'Days Since an Event',
		description: 'e.g. since the last order; counts on by itself every day',
		parts: [event, since, lately, filters],
	},
	preferredCategory: {
		name: 'Preferred Category',
		description: 'The category with most events, or for which most was paid',
		parts: [event, valueProperty, preferredBy, lately, filters],
	},
	score: {
		name: 'Engagement Score',
		description: 'Points for what somebody does, which fade with time',
		parts: [score, lately],
	},
	rfm: {
		name: 'RFM Groups',
		description: 'Recency, frequency and monetary value from 1 to 5, and a group such as Champions or At Risk',
		parts: [event, amount, lately, filters],
	},
	clv: {
		name: 'Customer Lifetime Value',
		description: 'What somebody paid so far, or is expected to pay',
		parts: [event, amount, lifetime, lately, filters],
	},
	churnRisk: {
		name: 'Churn Risk',
		description: 'How probable it is that somebody does not come back, from 0 to 1; 0 before a second purchase',
		parts: [event, lately, filters],
	},
	tags: { name: 'Tags From Text', description: 'Words found in notes, messages or reviews', parts: [tags] },
};

function ofNumber(name: string, description: string): KindForm {
	return { name, description, parts: [event, numberProperty, lately, filters] };
}
