import type { Experience, Variant, VariantCheck } from '../model/personalize';
import type { Identifier } from '../model/identifier';
import { holds, say, type Visitor } from './conditions';
import { lotOf } from './lot';

export const FALLBACK = 'fallback';

/** What the rules chose, and why. */
export interface Choice {
	variant: string;
	content: Variant['content'];
	holdOut: boolean;
	reason: string;
	checks: VariantCheck[];
	lot?: number;
}

/** The first variant by priority whose rule holds, unless the lot says hold-out. Pure. `who` draws the lots; nobody draws none. */
export function choose(experience: Experience, visitor: Visitor, who: Identifier | undefined): Choice {
	const { key, holdOut, fallback, active = true } = experience;
	const otherwise = (reason: string, facts: Partial<Choice> = {}): Choice => ({
		variant: FALLBACK,
		content: fallback.content,
		holdOut: false,
		reason,
		checks: [],
		...facts,
	});
	if (!active) return otherwise('The experience is switched off');
	const lot = holdOut && who ? lotOf(who, holdOut.seed ?? `${key}:hold-out`) : undefined;
	const drawn = lot === undefined ? {} : { lot };
	if (holdOut && lot !== undefined && lot < holdOut.percent)
		return otherwise(`Belongs to the ${holdOut.percent} % that see the fallback, to compare with`, {
			...drawn,
			holdOut: true,
		});
	const checks: VariantCheck[] = [];
	const ordered = [...experience.variants].sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0));
	for (const variant of ordered) {
		const check = checked(variant, experience, visitor, who);
		checks.push(check);
		if (check.holds)
			return {
				variant: variant.key,
				content: variant.content,
				holdOut: false,
				reason: check.sentence,
				checks,
				...drawn,
			};
	}
	return otherwise('No rule holds', { ...drawn, checks });
}

function checked(variant: Variant, { key }: Experience, visitor: Visitor, who: Identifier | undefined): VariantCheck {
	const sentence = variant.when === undefined ? 'For everybody' : capital(say(variant.when));
	const isMeant = variant.when === undefined || holds(variant.when, visitor);
	const { percent = 100 } = variant;
	if (!isMeant || percent >= 100) return { variant: variant.key, holds: isMeant, sentence };
	const isDrawn = who !== undefined && lotOf(who, `${key}:${variant.key}`) < percent;
	return { variant: variant.key, holds: isDrawn, sentence: `${sentence}, ${percent} % by lot` };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
