import type { Cdp } from '../cdp';
import { InputError } from '../model/errors';
import { USES } from '../model/consent';
import type { Clock, Store } from '../ports';
import { requireProfile, type Finder } from '../profiles/find';
import { gate } from './gate';
import { history } from './history';
import { report } from './report';
import { readSettings, writeSettings } from './settings';
import { decodeSignals } from './signals';
import { NOTHING_KNOWN, standingOf } from './standing';
import { countCollected } from './tally';

/** Who may be used for what: settings, gates, history and report. */
export function consentService(store: Store, clock: Clock, find: Finder): Cdp['consent'] {
	return {
		settings: () => readSettings(store.read.meta),
		saveSettings: (given) => store.write((tables) => writeSettings(tables.meta, given)),
		gate: async (identifier, use, options = {}) => {
			if (!USES.includes(use))
				throw new InputError(`There is no use “${String(use)}”`, `Known: ${USES.join(', ')}.`, 'CONSENT_USE');
			const found = await find(identifier);
			const standing = found ? standingOf(await store.read.consents.byProfile([found.profile])) : NOTHING_KNOWN;
			const settings = await readSettings(store.read.meta);
			return gate(standing, use, { settings, ...(options.vendor === undefined ? {} : { vendor: options.vendor }) });
		},
		history: async (identifier) => history(store.read, (await requireProfile(find, identifier)).profile),
		count: (counts) => countCollected(store, counts),
		report: () => report(store, clock.now()),
		decode: async (signals) => {
			const { record, refused } = decodeSignals(signals);
			return { ...(record ? { record } : {}), refused };
		},
	};
}
