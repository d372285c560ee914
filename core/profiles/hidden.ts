import type { Json } from '../model/json';
import type { ConsentState } from '../model/profile';
import type { TraitRow } from '../ports';
import { facets } from '../segments/facets';

/**
 * Rows beside the traits that segments ask for and nobody sees: what lies inside an object or a list, and consent as it
 * folds. Their keys hold control characters, which no trait's name does.
 */
const ITEM = '\u0002';
const STEP = '\u0003';
const END = '\u0004';
const CONSENT = '\u0001consent:';

/** True for rows that are no traits of their own. */
export const isHidden = (key: string): boolean => /[\u0001-\u0004]/.test(key);

/** All hidden rows of consent, as a half-open range of keys. */
export const CONSENT_RANGE: [string, string] = [CONSENT, `${CONSENT.slice(0, -1)};`];

export const consentKey = (purpose: string): string => `${CONSENT}${purpose}`;

export const purposeOf = (key: string): string => key.slice(CONSENT.length);

/** The key of a value inside an object. */
export const innerKey = (trait: string, path: readonly string[]): string => [trait, ...path].join(STEP);

/** Keys of the items of a list, as a half-open range. */
export const itemRange = (key: string): [string, string] => [`${key}${ITEM}`, `${key}${STEP}`];

/** The key of a value and those of its items when it is a list, as one half-open range: nothing else sorts in between. */
export const valueRange = (key: string): [string, string] => [key, `${key}${STEP}`];

/** All hidden keys that belong to a trait, as a half-open range. */
export const hiddenRange = (trait: string): [string, string] => [`${trait}${ITEM}`, `${trait}${END}`];

/** Keys of what lies inside an object under the names of its fields, as a half-open range. */
export const fieldRange = (trait: string): [string, string] => [`${trait}${STEP}`, `${trait}${END}`];

/** The names that lead from a trait to a value inside it. */
export const pathOf = (key: string): string[] => key.split(STEP).slice(1);

/** The key of each field inside an object; of a list in it, that of the list. */
export function fieldKeys(trait: string, value: Json): string[] {
	const row = { profile: 0, key: trait, value: '', text: null, num: null, ms: null, time: 0, source: '' };
	const keys = inside(row, value).map(({ key }) => key.split(ITEM)[0] ?? '');
	return [...new Set(keys)].filter((key) => key !== trait);
}

/** So deep, and so many values, are looked into. */
const DEPTH = 4;
const MOST = 200;

/** The values inside an object or list, as rows of their own; what lies inside the items of a list is not asked for. */
export function inside(row: TraitRow, value: Json): TraitRow[] {
	const rows: TraitRow[] = [];
	const walk = (key: string, inner: Json, depth: number): void => {
		if (rows.length >= MOST || inner === null) return;
		if (typeof inner !== 'object') {
			if (key !== row.key) rows.push({ ...row, key, value: JSON.stringify(inner), ...facets(inner) });
			return;
		}
		if (depth === DEPTH) return;
		if (Array.isArray(inner))
			inner.forEach((item, i) => {
				if (typeof item !== 'object') walk(`${key}${ITEM}${String(i).padStart(6, '0')}`, item, depth + 1);
			});
		else for (const [name, item] of Object.entries(inner)) walk(`${key}${STEP}${name}`, item, depth + 1);
	};
	walk(row.key, value, 0);
	return rows;
}

/** Consent as rows, so that a segment asks for it as for a trait. */
export const consentTraits = (profile: number, states: Record<string, ConsentState>): TraitRow[] =>
	Object.entries(states).map(([purpose, { granted, time, source }]) => ({
		profile,
		key: consentKey(purpose),
		value: JSON.stringify(granted),
		...facets(granted),
		time,
		source,
	}));
