import type { IdentityRules } from '../../../core/model/identityRules';

/** What differs between two sets of rules, a line each, e.g. `email > limit: 5 -> 3`. */
export function differences(before: IdentityRules, after: IdentityRules): string[] {
	const [old, fresh] = [flat(before), flat(after)];
	const places = [...new Set([...old.keys(), ...fresh.keys()])];
	return places
		.filter((place) => old.get(place) !== fresh.get(place))
		.map((place) => `${place}: ${old.get(place) ?? 'not set'} -> ${fresh.get(place) ?? 'not set'}`);
}

/** Every single setting by its place. */
function flat({ version: _version, types, others, caps, traits, ...rest }: IdentityRules): Map<string, string> {
	const settings = new Map<string, string>();
	const add = (place: string, fields: object): void => {
		for (const [name, value] of Object.entries(fields)) {
			settings.set(place === '' ? name : `${place} > ${name}`, JSON.stringify(value));
		}
	};
	types.forEach(({ type, ...fields }) => add(type, fields));
	add('other types', others);
	add('caps', caps);
	Object.entries(traits).forEach(([trait, rule]) => add(`trait ${trait}`, rule));
	add('', rest);
	return settings;
}
