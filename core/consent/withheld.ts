import { SALE, USES, type Use } from '../model/consent';
import { gate, type Asking } from './gate';
import type { Standing } from './standing';

/** What a destination may ask for besides the purposes themselves: advertising is the use `target`. */
const useOf = (purpose: string): Use | undefined =>
	purpose === 'advertising' ? 'target' : USES.find((use) => use === purpose);

/**
 * Why a person must not be sent to a destination that needs these purposes (or uses); undefined when nothing is in the way.
 * Whoever opted out of sale and sharing is never sent to one that asks for anything. Pure.
 */
export function withheldFor(standing: Standing, purposes: readonly string[], asking: Asking): string | undefined {
	if (purposes.length === 0) return undefined;
	const missing: string[] = [];
	const others: string[] = [];
	for (const purpose of purposes) {
		const use = useOf(purpose);
		if (use === undefined) {
			if (!standing.shown[purpose]?.granted) missing.push(purpose);
			continue;
		}
		const { allowed, reasons } = gate(standing, use, asking);
		if (allowed) continue;
		// The person's own word comes first; what vendor or law add is said when it alone is in the way.
		const own = reasons.some((reason) => reason.startsWith('said'));
		if (own) missing.push(purpose);
		else others.push(...reasons);
	}
	if (missing.length > 0) return `no consent for ${missing.join(', ')}`;
	if (others.length > 0) return [...new Set(others)].join(', ');
	return standing.purposes[SALE]?.granted === false ? 'opted out of sale and sharing' : undefined;
}

/** What a person said that lets them be sent for these purposes: the proof of a delivery. Pure. */
export function saidFor(standing: Standing, purposes: readonly string[], asking: Asking): Said[] {
	const said = purposes.flatMap((purpose): Said[] => {
		const use = useOf(purpose);
		if (use !== undefined) return gate(standing, use, asking).said.filter(({ granted }) => granted);
		const state = standing.shown[purpose];
		return state ? [{ purpose, ...state }] : [];
	});
	return said.map(({ purpose, time, source, proof }) => ({ purpose, time, source, ...(proof ? { proof } : {}) }));
}

interface Said {
	purpose: string;
	time: number;
	source: string;
	proof?: string;
	granted?: boolean;
}
