import { readRules } from '../../../core/identity/rules/schema';
import type { IdentifierRule, IdentityRules } from '../../../core/model/identityRules';
import { InputError, isCdpError } from '../../../index';
import type { RuleChange } from './read';

type Row = Record<string, unknown>;

/**
 * The rules with a change made to them: types, traits, caps and `others` field by field, lists as a whole.
 * Without `present` the change is made to the built-in rules. An InputError RULES names the place of what is wrong.
 */
export function mergeRules(present: IdentityRules | undefined, change: RuleChange): IdentityRules {
	const merged = present === undefined ? change : { ...present, ...change, ...mergedParts(present, change) };
	try {
		return readRules(merged);
	} catch (error) {
		throw withNames(error, merged);
	}
}

function mergedParts(present: IdentityRules, { types, others, caps, traits }: RuleChange): Row {
	return {
		types: Array.isArray(types) ? mergedTypes(present.types, types as Row[]) : (types ?? present.types),
		others: isRow(others) ? changed(present.others, others) : (others ?? present.others),
		caps: isRow(caps) ? { ...present.caps, ...caps } : (caps ?? present.caps),
		traits: isRow(traits) ? { ...present.traits, ...traits } : (traits ?? present.traits),
	};
}

function mergedTypes(present: IdentifierRule[], changes: Row[]): unknown[] {
	const untouched = present.filter(({ type }) => !changes.some((change) => change['type'] === type));
	return [
		...untouched,
		...changes.map((change) => (isRow(change) ? changed(ruleOf(present, change), change) : change)),
	];
}

/** `cookie` speaks for `cookie:partner` until that has a rule of its own. */
function ruleOf(present: IdentifierRule[], { type }: Row): Partial<IdentifierRule> {
	const name = String(type);
	return present.find((rule) => rule.type === name) ?? present.find((rule) => rule.type === name.split(':')[0]) ?? {};
}

/** Who names a limit means it, also where "unique" stood before. */
function changed(rule: object, change: Row): Row {
	const namesLimit = 'limit' in change || 'window' in change;
	return { ...rule, ...(namesLimit ? { unique: false } : {}), ...change };
}

/** The engine counts entries of a list; a user knows the type. */
function withNames(error: unknown, { types }: Row): unknown {
	if (!isCdpError(error) || !Array.isArray(types)) return error;
	const message = error.message.replace(/^types\.(\d+)/, (place, at: string) => {
		const { type } = (types[Number(at)] ?? {}) as Row;
		return typeof type === 'string' ? `types > ${type}` : place;
	});
	return new InputError(message, error.next, error.code);
}

function isRow(value: unknown): value is Row {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
