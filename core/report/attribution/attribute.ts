import { InputError } from '../../model/errors';
import { markovShares } from './markov';
import { add, type Path, type Touch } from './path';
import { RULES, RULE_DEFAULTS, shares, type RuleName, type RuleSettings } from './rules';
import { shapleyShares } from './shapley';

export const MODELS = [...(Object.keys(RULES) as RuleName[]), 'markov', 'shapley'] as const;
export type Model = (typeof MODELS)[number];

/** What a channel is credited with; fractions of conversions are meant. */
export interface Credit {
	channel: string;
	conversions: number;
	value: number;
}

export interface Attribution {
	model: Model;
	/** Most conversions first, then by name. They add up to what had a known contact. */
	credits: Credit[];
	/** Conversions before which no contact is known. */
	unattributed: { conversions: number; value: number };
}

/**
 * Divides conversions and their value among the channels that led to them. The same paths give the same answer in any
 * order but for the last digit. Throws InputError ATTRIBUTION_SETTINGS.
 */
export function attribute(paths: readonly Path[], model: Model, settings: Partial<RuleSettings> = {}): Attribution {
	const rules = checked({ ...RULE_DEFAULTS, ...settings });
	const known = paths.filter(({ touches }) => touches.length > 0);
	const parts = divider(known, model, rules);
	const conversions = new Map<string, number>();
	const value = new Map<string, number>();
	for (const path of known) {
		for (const [channel, share] of parts(path.touches)) {
			add(conversions, channel, share * path.conversions);
			add(value, channel, share * path.value);
		}
	}
	const credits = [...conversions].map(([channel, won]) => ({
		channel,
		conversions: won,
		value: value.get(channel) ?? 0,
	}));
	credits.sort((a, b) => b.conversions - a.conversions || (a.channel < b.channel ? -1 : 1));
	return { model, credits, unattributed: sums(paths.filter(({ touches }) => touches.length === 0)) };
}

/** How one conversion of a path is divided by channel. */
function divider(paths: Path[], model: Model, rules: RuleSettings): (touches: readonly Touch[]) => Map<string, number> {
	if (model === 'shapley') return shapleyShares;
	if (model === 'markov') {
		const found = markovShares(paths);
		return () => found;
	}
	return (touches) => {
		const byChannel = new Map<string, number>();
		const parts = shares(model, touches, rules);
		touches.forEach(({ channel }, at) => add(byChannel, channel, parts[at] ?? 0));
		return byChannel;
	};
}

const sums = (paths: Path[]) => ({
	conversions: paths.reduce((total, path) => total + path.conversions, 0),
	value: paths.reduce((total, path) => total + path.value, 0),
});

function checked(settings: RuleSettings): RuleSettings {
	if (!(settings.halfLife > 0)) wrong('halfLife must be a number of days above 0');
	if (!(settings.ends > 0 && settings.ends <= 0.5)) wrong('ends must be above 0 and at most 0.5');
	return settings;
}

function wrong(what: string): never {
	throw new InputError(`Attribution: ${what}.`, 'Correct it, or leave it out.', 'ATTRIBUTION_SETTINGS');
}
