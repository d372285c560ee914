import { gate } from '../core/consent/gate';
import { recordWord } from '../core/consent/fold';
import { decodeSignals } from '../core/consent/signals';
import { DEFAULT_SETTINGS } from '../core/consent/settings';
import { standingOf } from '../core/consent/standing';
import type { ConsentSettings } from '../core/model/consent';
import { isObject } from './calls';
import type { CollectDeps, CollectRequest } from './contract';

/** What a visitor allows, by what came with one request. */
export interface Permission {
	store: boolean;
	profile: boolean;
	/** The visitor said no to being stored, as opposed to nothing. */
	denied: boolean;
}

const SETTINGS_MS = 60_000;
const cache = new WeakMap<object, { at: number; settings: ConsentSettings }>();

/** The settings of the store, read once a minute. */
export async function settingsOf({ cdp, clock }: CollectDeps): Promise<ConsentSettings> {
	if (!cdp.consent) return DEFAULT_SETTINGS;
	const known = cache.get(cdp.ingest);
	if (known && clock.now() - known.at < SETTINGS_MS) return known.settings;
	const settings = await cdp.consent.settings();
	cache.set(cdp.ingest, { at: clock.now(), settings });
	return settings;
}

/** Global Privacy Control as the browser's own header says it. */
export const hasPrivacyControl = ({ headers }: CollectRequest): boolean => headers['sec-gpc'] === '1';

/** Reads signals and categories as one word, and asks the gates. */
export function permissionOf(said: Record<string, unknown>, settings: ConsentSettings): Permission {
	const { record } = decodeSignals(said);
	const row = { profile: 0, identifier: 0, time: 0, verified: 0, source: '', granted: 0 };
	const categories = Object.entries(categoriesOf(said)).map(([purpose, granted]) => ({
		...row,
		purpose,
		granted: granted ? 1 : 0,
		proof: null,
		record: null,
	}));
	const signals = record ? [{ ...row, ...recordWord(record, null), granted: 0 }] : [];
	const standing = standingOf([...categories, ...signals]);
	const store = gate(standing, 'store', { settings });
	return {
		store: store.allowed,
		profile: gate(standing, 'profile', { settings }).allowed,
		denied: store.said.some(({ purpose, granted }) => purpose === 'storage' && !granted),
	};
}

export function categoriesOf(said: Record<string, unknown>): Record<string, boolean> {
	const given = said['categoryPreferences'];
	if (!isObject(given)) return {};
	return Object.fromEntries(
		Object.entries(given)
			.filter((pair): pair is [string, boolean] => typeof pair[1] === 'boolean')
			.slice(0, 50),
	);
}

/** The banner's categories with the purposes that they stand for: any category that was agreed to is enough for a purpose. */
export function withPurposes(categories: Record<string, boolean>, settings: ConsentSettings): Record<string, boolean> {
	const purposes: Record<string, boolean> = {};
	for (const [category, granted] of Object.entries(categories))
		for (const purpose of settings.categories[category] ?? [])
			purposes[purpose] = (purposes[purpose] ?? false) || granted;
	return { ...purposes, ...categories };
}
