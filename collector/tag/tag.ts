import { Consent } from './consent';
import { campaign, pageFields } from './content';
import { guard, listen, type Fields } from './guard';
import { followLayer } from './layer';
import { Outbox } from './outbox';
import { readSettings, type Settings } from './settings';
import { View } from './view';

type Command = [name: string, ...args: unknown[]];

/** What happens on the page, as calls. */
class Tag {
	private referrer = document.referrer;
	private path = location.pathname + location.search;
	private shown: Fields = {};
	private readonly consent: Consent;
	private readonly outbox: Outbox;
	private readonly view: View;

	constructor(private readonly settings: Settings) {
		this.consent = new Consent(settings.region, () => this.outbox.decided());
		this.outbox = new Outbox(settings, this.consent);
		// What was seen is measured before the outbox is emptied: both listen to the page being hidden, in this order.
		this.view = new View(() => pick(this.shown), this.track);
		listen(document, 'visibilitychange', () => document.visibilityState === 'hidden' && this.outbox.leave());
		listen(window, 'pagehide', () => this.outbox.leave());
		this.consent.watch();
		guard(followLayer)(settings.dataLayer, this.track, (kind, words) => this.consent.mode(kind, words));
		followRoutes(guard(() => this.moved()));
		followClicks(this.track);
	}

	readonly page = (name?: string, more: Fields = {}): void => {
		this.view.restart();
		this.shown = { ...pageFields(this.settings, this.referrer), ...more };
		this.call('page', { name, properties: this.shown });
	};
	readonly track = (event: string, properties: Fields = {}): void => this.call('track', { event, properties });
	readonly identify = (userId: string, traits: Fields = {}): void => this.call('identify', { userId, traits });
	/** The site's own banner: `cdp.consent({ advertising: true, analytics: false })`. */
	readonly decide = (categories: Fields): void => this.consent.add({ categoryPreferences: categories });
	/** A no to everything, and the wish that the collector deletes this browser. */
	readonly erase = (): void => {
		this.outbox.forget();
		this.consent.add({ categoryPreferences: { storage: false } });
		this.outbox.add({ type: 'identify', erase: true });
	};

	private call(type: string, fields: Fields): void {
		const utm = campaign();
		const { language: locale } = navigator;
		const { href: url, pathname: path } = location;
		const page = { url, path, referrer: this.referrer, title: document.title };
		const context = { page, locale, ...(utm ? { campaign: utm } : {}) };
		this.outbox.add({ type, ...fields, ...segmentId(), context });
	}

	private moved(): void {
		const next = location.pathname + location.search;
		if (next === this.path || !this.settings.pages) return;
		this.referrer = location.origin + this.path;
		this.path = next;
		this.page();
	}
}

const pick = ({ path, category, keywords }: Fields): Fields => ({ path, category, keywords });

/** Starts the tag: `window.cdp` takes `page`, `track`, `identify`, `consent` and `erase`; what was asked of it before it loaded is made up for. */
function start(): void {
	const page = window as unknown as { cdp?: { q?: Command[]; loaded?: boolean } & Fields };
	if (page.cdp?.loaded) return;
	const settings = readSettings(document.currentScript as HTMLScriptElement | null);
	const tag = new Tag(settings);
	const api: Record<string, (...args: never[]) => void> = {
		page: tag.page,
		track: tag.track,
		identify: tag.identify,
		consent: tag.decide,
		erase: tag.erase,
	};
	const queued = page.cdp?.q ?? [];
	const run = guard(([name, ...args]: Command) => api[name]?.(...(args as never[])));
	page.cdp = { loaded: true };
	for (const name of Object.keys(api)) page.cdp[name] = (...args: unknown[]) => run([name, ...args]);
	if (settings.pages) guard(tag.page)();
	queued.forEach(run);
}

/** Beside Segment's analytics.js a browser is one browser, not two: its id goes along, and the collector joins both. */
function segmentId(): Fields {
	const found = guard(() => /(?:^|; )ajs_anonymous_id=([^;]+)/.exec(document.cookie)?.[1])();
	return found ? { anonymousId: decodeURIComponent(found).replace(/"/g, '') } : {};
}

/** Routes of single-page apps: the title is usually set just after the address. */
function followRoutes(moved: () => void): void {
	const later = () => setTimeout(moved, 0);
	for (const name of ['pushState', 'replaceState'] as const) {
		const original = history[name].bind(history);
		history[name] = (...args: Parameters<History['pushState']>) => {
			original(...args);
			later();
		};
	}
	listen(window, 'popstate', later);
	listen(window, 'hashchange', later);
}

/** `<button data-cdp-event="Video Played" data-cdp-length="30">`. */
function followClicks(track: (name: string, properties: Fields) => void): void {
	const clicked = (event: Event) => {
		const element = (event.target as Element | null)?.closest<HTMLElement>('[data-cdp-event]');
		if (!element) return;
		const properties: Fields = {};
		for (const { name, value } of element.attributes)
			if (name.startsWith('data-cdp-') && name !== 'data-cdp-event')
				properties[name.slice(9).replace(/-/g, '_')] = value;
		track(element.dataset['cdpEvent'] ?? '', properties);
	};
	listen(document, 'click', clicked, true);
}

guard(start)();
