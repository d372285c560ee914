import type { Touch } from './path';

const DAY = 86_400_000;

export interface RuleSettings {
	/** Days after which a contact counts half in time decay. */
	halfLife: number;
	/** Share of the first and of the last contact each, in the position model. */
	ends: number;
}

/** A week, and 40 % for either end: what Google Analytics used for these two models while it had them. */
export const RULE_DEFAULTS: RuleSettings = { halfLife: 7, ends: 0.4 };

type Rule = (touches: readonly Touch[], settings: RuleSettings) => number[];

/** How each rule divides one conversion among the contacts of its path (at least one): weights, not yet of sum 1. */
export const RULES = {
	first: (touches) => touches.map((_, at) => (at === 0 ? 1 : 0)),
	last: (touches) => touches.map((_, at) => (at === touches.length - 1 ? 1 : 0)),
	linear: (touches) => touches.map(() => 1),
	position: (touches, { ends }) => {
		const middle = touches.length - 2;
		if (middle <= 0) return touches.map(() => 1);
		return touches.map((_, at) => (at === 0 || at === middle + 1 ? ends : (1 - 2 * ends) / middle));
	},
	timeDecay: (touches, { halfLife }) => {
		const ages = touches.map(({ before }) => before ?? 0);
		// Against the nearest contact, so that a path of old contacts alone does not lose all weight.
		const nearest = ages.reduce((least, age) => Math.min(least, age), Infinity);
		return ages.map((age) => 2 ** -((age - nearest) / (halfLife * DAY)));
	},
} satisfies Record<string, Rule>;

export type RuleName = keyof typeof RULES;

/** Shares of one conversion by contact; they add up to 1. */
export function shares(rule: RuleName, touches: readonly Touch[], settings: RuleSettings): number[] {
	const weights = RULES[rule](touches, settings);
	const sum = weights.reduce((total, weight) => total + weight, 0);
	return weights.map((weight) => weight / sum);
}
