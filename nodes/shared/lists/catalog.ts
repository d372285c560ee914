import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { Cdp } from '../../../index';
import { locatorPath, locatorText } from '../locator';
import { counted, listSearch } from './search';

/** Calls without a name of their own, in words. */
const CALL_NAMES: Record<string, string> = {
	$page: 'Page View',
	$screen: 'Screen View',
	$identify: 'Identified',
	$group: 'Joined a Group',
	$alias: 'Alias',
};

/** The events seen, most frequent first. */
export const searchEvents = listSearch(async (cdp, filter) => {
	const events = await cdp.catalog.events(filter);
	return events.map(({ name, count }) => counted(CALL_NAMES[name] ?? name, count, name));
});

/** The traits seen, most frequent first. */
export const searchTraits = listSearch(async (cdp, filter) => {
	const traits = await cdp.catalog.traits(filter);
	return traits.map(({ name, count }) => counted(name, count));
});

/** The fields seen in the trait chosen in the same row. */
export const searchTraitFields = listSearch(async (cdp, filter, context) => {
	const trait = locatorText(context.getCurrentNodeParameter('&trait'));
	const fields = trait === '' ? [] : await cdp.catalog.traitFields(trait, filter);
	return fields.map(({ name, count }) => counted(name, count));
});

/** The values seen of the trait chosen in the same row, or of its inner field. */
export const searchTraitValues = listSearch(async (cdp, filter, context) => {
	const trait = locatorText(context.getCurrentNodeParameter('&trait'));
	const path = locatorPath(context.getCurrentNodeParameter('&path'));
	const values = trait === '' ? [] : await cdp.catalog.traitValues(trait, filter, path);
	return values.flatMap(({ value, count }) => (isSimple(value) ? [counted(String(value), count, value)] : []));
});

/** The purposes that people were asked about. */
export const searchPurposes = listSearch(async (cdp, filter) => {
	const purposes = await cdp.catalog.purposes(filter);
	return purposes.map(({ name, count }) => counted(name, count));
});

/** The properties seen of the events that the form names; each says of which event when there are several. */
export const searchProperties = listSearch(async (cdp, filter, context) => {
	const events = chosenEvents(context);
	const lists = await Promise.all(
		events.map(async (event) => await propertiesOf(cdp, event, filter, events.length > 1)),
	);
	return lists.flat();
});

/** The values seen lately of the property chosen in the same row. */
export const searchPropertyValues = listSearch(async (cdp, filter, context) => {
	const property = locatorText(context.getCurrentNodeParameter('&property'));
	if (property === '') {
		return [];
	}
	const lists = await Promise.all(
		chosenEvents(context).map(async (event) => await cdp.catalog.propertyValues(event, property, filter)),
	);
	return lists.flat().map(({ value, count }) => counted(value, count, value));
});

/** A property row lies below its event row, and n8n names only siblings: so all events of the form are offered. */
function chosenEvents(context: ILoadOptionsFunctions): string[] {
	const form = context.getCurrentNodeParameters();
	const rows = form?.conditions;
	const hasPages = typeof rows === 'object' && rows !== null && 'page' in rows;
	return [...new Set([...eventsIn(form), ...(hasPages ? ['$page'] : [])])];
}

/** Every event chosen anywhere in the form, also in the steps of a sequence. */
function eventsIn(rows: unknown): string[] {
	if (Array.isArray(rows)) {
		return rows.flatMap(eventsIn);
	}
	if (typeof rows !== 'object' || rows === null) {
		return [];
	}
	const inner = Object.values(rows).flatMap(eventsIn);
	const event = 'event' in rows && !Array.isArray(rows.event) ? locatorText(rows.event) : '';
	return event === '' ? inner : [event, ...inner];
}

async function propertiesOf(cdp: Cdp, event: string, filter: string | undefined, isNamed: boolean) {
	const properties = await cdp.catalog.properties(event, filter);
	return properties.map(({ name, count }) =>
		counted(isNamed ? `${name} of ${CALL_NAMES[event] ?? event}` : name, count, name),
	);
}

function isSimple(value: unknown): value is string | number | boolean {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
