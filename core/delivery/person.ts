import { mapValues } from 'lodash';
import type { DeliveryChange } from '../model/delivery';
import type { Identifier } from '../model/identifier';
import type { Json, JsonObject } from '../model/json';
import { at } from './answer';
import type { Destination, IdentifierRule, Person } from './destination';
import { alreadyHashed, sha256 } from './normalise/hash';
import { Unusable, type NormaliseOptions } from './normalise/unusable';

/** Where a value is looked for among the traits when there is no identifier of that type; the first that has one wins. */
export const TRAITS: Readonly<Record<string, readonly string[]>> = {
	email: ['email'],
	phone: ['phone', 'phone_number', 'phoneNumber', 'mobile'],
	first_name: ['first_name', 'firstName', 'firstname', 'given_name', 'givenName'],
	last_name: ['last_name', 'lastName', 'lastname', 'family_name', 'familyName'],
	city: ['city', 'address.city'],
	state: ['state', 'region', 'address.state', 'address.region'],
	postcode: ['postcode', 'postal_code', 'postalCode', 'zip', 'address.postalCode', 'address.postcode', 'address.zip'],
	country: ['country', 'country_code', 'address.country'],
	birth_date: ['birth_date', 'birthDate', 'birthday', 'date_of_birth', 'dob'],
	gender: ['gender', 'sex'],
	external_id: ['external_id', 'externalId'],
};

const PATHS = mapValues(TRAITS, (names) => names.map((name) => name.split('.')));

/** Makes a change ready to send: every identifier the destination knows, by its rules. */
export function prepare(
	change: DeliveryChange,
	{ identifiers: rules }: Destination,
	options: NormaliseOptions,
): Person {
	const ids: Record<string, string[]> = {};
	const left: string[] = [];
	for (const type in rules) {
		const rule = rules[type] as IdentifierRule;
		for (const raw of rawValues(change, type)) {
			const value = ready(raw, rule, options);
			if (value instanceof Unusable) left.push(`${type} ${value.reason}`);
			else if (!ids[type]?.includes(value)) (ids[type] ??= []).push(value);
		}
	}
	return { change, ids, left };
}

/** Why nobody could be found by these identifiers; undefined when somebody can. */
export function unusable({ ids, left, change }: Person, { identifiers: rules }: Destination): string | undefined {
	if (Object.keys(rules).length === 0 || change.action === 'event') return undefined;
	const leading = leadingTypes({ identifiers: rules });
	if (leading.some((type) => ids[type])) return undefined;
	return left.length > 0 ? left.join('; ') : `none of the identifiers it takes (${leading.join(', ')})`;
}

/** Types by which somebody can be found; without them a person cannot be sent. */
export function leadingTypes({ identifiers: rules }: Pick<Destination, 'identifiers'>): string[] {
	return Object.keys(rules).filter((type) => !rules[type]?.helps);
}

/** Of some identifiers the ones a destination uses. */
export function knownOf({ identifiers: rules }: Destination, offered: readonly Identifier[]): Identifier[] {
	const types = Object.keys(rules);
	return offered.filter(({ type }) => types.length === 0 || types.some((rule) => isOf(type, rule)));
}

/** `cookie` stands for every `cookie:NAME`. */
function isOf(type: string, rule: string): boolean {
	return type === rule || (type.length > rule.length && type[rule.length] === ':' && type.startsWith(rule));
}

function ready(raw: string, { normalise, hash }: IdentifierRule, options: NormaliseOptions): string | Unusable {
	if (!hash) return normalise(raw, options);
	const before = alreadyHashed(raw, hash);
	if (before !== undefined) return before;
	const text = normalise(raw, options);
	return text instanceof Unusable ? text : sha256(text, hash);
}

/** Identifiers of the type; else the trait of that meaning. */
export function rawValues({ identifiers, traits }: DeliveryChange, type: string): string[] {
	const given: string[] = [];
	for (const one of identifiers) if (isOf(one.type, type) && one.value.trim() !== '') given.push(one.value);
	if (given.length > 0) return given;
	for (const path of PATHS[type] ?? []) {
		const found = texts(path.length === 1 ? traits[path[0] as string] : at(traits, path));
		if (found.length > 0) return found;
	}
	return given;
}

const NONE: string[] = [];

function texts(value: Json | undefined): string[] {
	if (value === undefined) return NONE;
	if (Array.isArray(value)) return value.flatMap(texts);
	if (typeof value === 'number') return [String(value)];
	return typeof value === 'string' && value.trim() !== '' ? [value] : [];
}

/** The traits that are not looked for as identifiers, for platforms that take traits of any name. */
export function otherTraits({ traits }: DeliveryChange): JsonObject {
	const known = new Set(Object.values(TRAITS).flat());
	return Object.fromEntries(Object.entries(traits).filter(([key]) => !known.has(key) && key !== 'address'));
}
