import type { INodePropertyOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { splitList } from '../shared/conditions/comparison';
import { searchEvents } from '../shared/lists';

/** Which accepted calls start the workflow. */
export interface StartRule {
	start: 'never' | 'all' | 'chosen';
	events: string[];
	furtherEvents: string;
}

/** The calls that start the workflow; an event is named by its name, other calls by `$page`, `$identify` and so on. */
export function startingCalls(accepted: unknown[], rule: StartRule): object[] {
	const calls = accepted.filter((call): call is object => typeof call === 'object' && call !== null);
	switch (rule.start) {
		case 'never':
			return [];
		case 'all':
			return calls;
		case 'chosen': {
			const chosen = new Set([...rule.events, ...splitList(rule.furtherEvents)]);
			return calls.filter((call) => chosen.has(nameOf(call)));
		}
	}
}

/** The events seen, as options of a multiple choice. */
export async function getEvents(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { results } = await searchEvents.call(this);
	return results.map(({ name, value }) => ({ name, value }));
}

function nameOf(call: object): string {
	const { type, event } = call as { type?: unknown; event?: unknown };
	return type === 'track' ? String(event) : `$${String(type)}`;
}
