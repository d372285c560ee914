import { listen, type Fields } from './guard';

/** Shorter looks say nothing. */
const LEAST_MS = 1_000;

/** How long a page was really looked at, and how far down. */
export class View {
	private since: number | undefined;
	private visibleMs = 0;
	private deepest = 0;

	constructor(
		private readonly fields: () => Fields,
		private readonly send: (name: string, properties: Fields) => void,
	) {
		listen(document, 'visibilitychange', () => (document.visibilityState === 'hidden' ? this.end() : this.begin()));
		listen(window, 'pagehide', () => this.end());
		listen(window, 'scroll', () => this.scrolled());
	}

	begin(): void {
		if (document.visibilityState === 'visible') this.since ??= Date.now();
		this.scrolled();
	}

	/** Sends what was seen since the last time, so that a page that is hidden and shown again counts once. */
	end(): void {
		if (this.since !== undefined) this.visibleMs += Date.now() - this.since;
		this.since = undefined;
		if (this.visibleMs < LEAST_MS) return;
		const dwell_seconds = Math.round(this.visibleMs / 100) / 10;
		this.visibleMs = 0;
		this.send('Page Engaged', { dwell_seconds, scroll_percent: this.deepest, ...this.fields() });
	}

	/** Another page of the same document. */
	restart(): void {
		this.end();
		this.visibleMs = this.deepest = 0;
		this.begin();
	}

	private scrolled(): void {
		const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
		const percent = scrollHeight <= clientHeight ? 100 : Math.round(((scrollTop + clientHeight) / scrollHeight) * 100);
		this.deepest = Math.min(100, Math.max(this.deepest, percent));
	}
}
