import type { Json, JsonObject } from '../model/json';
import { facets } from '../segments/facets';

/** A number to so many decimals, without a negative zero. */
export const rounded = (value: number, decimals = 6): number => Number(value.toFixed(decimals)) || 0;

/** A numeric property; text that looks like a number is one, as in segments. */
export function numberIn(properties: JsonObject, property: string): number | undefined {
	return facets(Object.hasOwn(properties, property) ? properties[property] : undefined).num ?? undefined;
}

/** The values of a property: lists taken apart; a name with dots reaches into objects and lists when no property has it whole. */
export function valuesIn(properties: JsonObject, property: string): Json[] {
	if (Object.hasOwn(properties, property)) return single(properties[property] as Json);
	return property
		.split('.')
		.reduce<Json[]>(
			(found, step) =>
				found.flatMap((value) =>
					typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, step)
						? Array.isArray(value[step])
							? value[step]
							: [value[step] as Json]
						: [],
				),
			property.includes('.') ? [properties] : [],
		)
		.filter(isSingle);
}

const isSingle = (value: Json): boolean => value !== null && typeof value !== 'object';
const single = (value: Json): Json[] => (Array.isArray(value) ? value : [value]).filter(isSingle);
