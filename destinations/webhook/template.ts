import { InputError } from '../../core/model/errors';
import type { DeliveryChange } from '../../core/model/delivery';
import type { Json, JsonObject } from '../../core/model/json';

/** `[[path]]`, or `{{path}}` where no editor takes that for an expression of its own. */
const PATH = '\\s*([\\w.:@-]+)\\s*';
const INSIDE = new RegExp(`\\[\\[${PATH}\\]\\]|\\{\\{${PATH}\\}\\}`, 'g');
/** A whole text that is one placeholder keeps the value's type, e.g. `"[[traits.age]]"` becomes a number. */
const WHOLE = new RegExp(`^(?:${INSIDE.source})$`);

/** The template as JSON; texts in it may hold `[[path]]`. Throws `InputError` when it is no JSON. */
export function readTemplate(text: string): Json {
	try {
		return JSON.parse(text) as Json;
	} catch {
		throw new InputError(
			'The body template is not JSON.',
			'Put placeholders in quotes: {"mail": "[[email]]"}.',
			'TEMPLATE',
		);
	}
}

/**
 * Fills a template for one change. Values are put into parsed JSON: they can neither break it nor run as code, and a
 * placeholder is only ever a path, never an expression. What is not known is null, or nothing inside a longer text.
 */
export function fill(template: Json, values: JsonObject): Json {
	if (Array.isArray(template)) return template.map((one) => fill(one, values));
	if (typeof template === 'object' && template !== null)
		return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, fill(value, values)]));
	if (typeof template !== 'string') return template;
	const found = WHOLE.exec(template);
	const whole = found?.[1] ?? found?.[2];
	if (whole !== undefined) return valueAt(values, whole) ?? null;
	return template.replace(INSIDE, (_, square?: string, curly?: string) =>
		inText(valueAt(values, square ?? curly ?? '')),
	);
}

/** What placeholders can name. Identifiers stand under their types, the first of each. */
export function valuesOf({ action, key, segment, identifiers, traits, event }: DeliveryChange): JsonObject {
	const first: JsonObject = {};
	for (const { type, value } of identifiers) first[type] ??= value;
	return {
		...first,
		action,
		key,
		segment,
		identifiers: identifiers.map(({ type, value }) => ({ type, value })),
		traits: action === 'remove' ? {} : traits,
		...(event ? { event: { id: event.id, name: event.name, time: event.time, properties: event.properties } } : {}),
	};
}

/** Only own keys are walked: `constructor` and the like lead nowhere. */
function valueAt(values: JsonObject, path: string): Json | undefined {
	return path.split('.').reduce<Json | undefined>((inner, key) => {
		if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, key)) return undefined;
		return (inner as JsonObject)[key];
	}, values);
}

function inText(value: Json | undefined): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
