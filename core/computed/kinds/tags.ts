import type { TagRule, TagsCompute } from '../../model/computed';
import type { Json } from '../../model/json';
import type { History, Kind } from '../kind';
import { valuesIn } from '../values';
import { eventFacts, filterOf, sayEvents } from '../words';

/** Lower case, words apart by one space, a space at both ends. */
const words = (text: string): string =>
	` ${text
		.normalize('NFC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()} `;

function holds(text: string, word: string): boolean {
	const sought = words(word);
	return text.includes(word.trim().endsWith('*') ? sought.slice(0, -1) : sought);
}

const isGiven = ({ anyOf, noneOf = [] }: TagRule, text: string): boolean =>
	anyOf.some((word) => holds(text, word)) && !noneOf.some((word) => holds(text, word));

function textsOf({ trait, property }: TagsCompute, history: History): string[] {
	const values: Json[] =
		trait === undefined
			? history.events.flatMap((event) => valuesIn(event.properties, property ?? ''))
			: [history.trait ?? null].flat();
	return values.filter((value) => typeof value === 'string').map(words);
}

/** Free text tagged by keyword rules; each note is looked at by itself. */
export const tags: Kind<TagsCompute> = {
	value: (compute, history) => {
		const texts = textsOf(compute, history);
		const given = compute.rules.filter((rule) => texts.some((text) => isGiven(rule, text))).map(({ tag }) => tag);
		return given.length === 0 ? undefined : [...new Set(given)];
	},
	say: (compute) => {
		const from = compute.trait ?? `${compute.property} of ${sayEvents({ ...compute, event: compute.event ?? '' })}`;
		return `tags of ${from}: ${compute.rules.map(({ tag, anyOf }) => `${tag} (${anyOf.join(', ')})`).join('; ')}`;
	},
	facts: (compute, history) =>
		compute.trait === undefined
			? eventFacts(history)
			: `${compute.trait} is ${history.trait === undefined ? 'not known' : 'known'}`,
	events: ({ event, where }) => (event === undefined ? [] : [filterOf({ event, where })]),
	trait: ({ trait }) => trait,
	readsProperties: () => true,
};
