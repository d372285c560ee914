import type { Identifier } from '../../model/identifier';
import { WINDOW_DAYS, type IdentifierRule, type IdentityRules, type Survivorship } from '../../model/identityRules';
import { spell } from './spelling';

const DAY_MS = 86_400_000;

/** The rules in the form the hot path asks them: one look-up a question. Pure; made once a version. */
export interface RuleBook {
	rules: IdentityRules;
	/** `cookie:NAME` follows `cookie`. */
	of(type: string): IdentifierRule;
	/** The span of the type's limit in milliseconds; Infinity for ever. */
	span(type: string): number;
	/** Why a value cannot identify anybody, or undefined when it can. */
	blocked(identifier: Identifier): string | undefined;
	/** The one form that all spellings of a value share. */
	spelling(identifier: Identifier): string;
	survivorship(trait: string): Survivorship;
}

/** Compiles rules. */
export function ruleBook(rules: IdentityRules): RuleBook {
	const byType = new Map(rules.types.map((rule) => [rule.type, rule]));
	const of = (type: string): IdentifierRule => {
		let rule = byType.get(type);
		if (!rule) {
			const family = type.includes(':') ? byType.get(type.slice(0, type.indexOf(':'))) : undefined;
			rule = { ...(family ?? rules.others), type };
			if (byType.size < 10_000) byType.set(type, rule);
		}
		return rule;
	};
	const everywhere = blocker(rules.blockedValues, rules.blockedPatterns);
	const perType = new Map(rules.types.map((rule) => [rule.type, blocker(rule.blockedValues, rule.blockedPatterns)]));
	const roles = new Set(rules.roleMailboxes.map((name) => name.toLowerCase()));
	return {
		rules,
		of,
		span: (type) => WINDOW_DAYS[of(type).window] * DAY_MS,
		blocked: ({ type, value }) => {
			if (everywhere(value) || perType.get(type)?.(value)) return 'stands for nobody';
			if (type === 'email' && roles.has(value.slice(0, value.indexOf('@')).toLowerCase())) return 'is a shared mailbox';
			return undefined;
		},
		spelling: ({ type, value }) => spell(of(type).spelling, value, rules.phoneRegion),
		survivorship: (trait) => rules.traits[trait] ?? (rules.traits['*'] as Survivorship),
	};
}

function blocker(values: string[], patterns: string[]): (value: string) => boolean {
	const set = new Set(values.map((value) => value.toLowerCase()));
	const expressions = patterns.map((pattern) => new RegExp(pattern, 'i'));
	return (value) => set.has(value.toLowerCase()) || expressions.some((expression) => expression.test(value));
}
