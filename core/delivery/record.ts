import type { DestinationField } from '../model/delivery';
import type { Json, JsonObject } from '../model/json';
import type { Batch, IdentifierRule, Person } from './destination';
import { email } from './normalise/email';
import { plainId } from './normalise/person';
import { phone } from './normalise/phone';
import { TRAITS } from './person';

/** For platforms that keep records: the field that says who is in the audience. */
export const MEMBERSHIP_FIELD: DestinationField = {
	key: 'attribute',
	label: 'Membership Field',
	type: 'string',
	description: 'Field that is true for members and false for those who left; named like the segment when empty',
	placeholder: 'e.g. vip_customer',
};

/** The field of people who come from nowhere in particular, e.g. a file of changes. */
const NAMELESS = 'cdp_audience';

/** True for who joins, false for who leaves, nothing for who only changed. */
export function membership({ change }: Person, config: JsonObject): JsonObject {
	if (change.action !== 'add' && change.action !== 'remove') return {};
	const name = text(config['attribute']) || change.segment || NAMELESS;
	return { [name]: change.action === 'add' };
}

/** A value that is sent as it is, only trimmed; nobody is found by it. */
export const asIs: IdentifierRule = Object.freeze({ normalise: plainId(), helps: true });

/** What a CRM keeps in readable form: addresses in lower case, numbers with a plus, the rest only trimmed. */
export const READABLE: Readonly<Record<string, IdentifierRule>> = Object.freeze({
	email: { normalise: email() },
	phone: { normalise: phone() },
	first_name: asIs,
	last_name: asIs,
	city: asIs,
	state: asIs,
	postcode: asIs,
	country: asIs,
});

/**
 * The person under the platform's field names: `names` says what each type of identifier is called there, every other
 * trait keeps its own name. A type may go to several fields.
 */
export function recordOf({ ids, change: { traits } }: Person, names: Readonly<Record<string, string>>): JsonObject {
	const known = new Set(Object.keys(names).flatMap((type) => (TRAITS[type] ?? []).map((path) => path.split('.')[0])));
	const named = Object.entries(names).flatMap(([type, name]) => {
		const value = ids[type]?.[0];
		return value === undefined ? [] : [[name, value] as const];
	});
	return {
		...Object.fromEntries(Object.entries(traits).filter(([key]) => !known.has(key))),
		...Object.fromEntries(named),
	};
}

/** Flat platforms take texts, numbers and answers; lists as one text, objects not at all. */
export function flat(record: JsonObject, separator = ';'): JsonObject {
	return Object.fromEntries(
		Object.entries(record).flatMap(([key, value]) => {
			const one = Array.isArray(value) ? value.filter(isPlain).join(separator) : value;
			return isPlain(one) ? [[key, one]] : [];
		}),
	);
}

const isPlain = (value: Json | undefined): value is string | number | boolean =>
	typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** The first identifier of the first of these types that the person has. */
export function firstId({ ids }: Person, types: readonly string[]): string | undefined {
	for (const type of types) if (ids[type]?.[0] !== undefined) return ids[type][0];
	return undefined;
}

/** JSON to a platform that wants its key as bearer token. */
export function bearer({ config }: Pick<Batch, 'config'>): Record<string, string> {
	return { authorization: `Bearer ${text(config['accessToken'])}`, 'content-type': 'application/json' };
}

/** A field of the config as text; empty when it is missing. */
export const text = (value: Json | undefined): string =>
	typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
