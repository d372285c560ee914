import type { Consent } from './consent';
import { guard, listen, type Fields } from './guard';
import type { Settings } from './settings';

/** Kept while the network is away: so many calls, the newest. */
const MOST = 60;
const STORED = 'cdp_queue';
/** Browsers refuse beacons that are larger. */
const BEACON_BYTES = 60_000;
const RETRY_MS = 30_000;
const GATHER_MS = 50;

/** Sends calls, with consent beside them; keeps what could not be sent, in the browser only after the collector allowed it. */
export class Outbox {
	private queue: Fields[] = [];
	private allowed = false;
	/** The collector said no: nothing more is gathered until the visitor decides anew. */
	private stopped = false;
	private timer: unknown;

	constructor(
		private readonly settings: Settings,
		private readonly consent: Consent,
	) {
		listen(window, 'online', () => this.flush());
	}

	add(call: Fields): void {
		if (this.stopped || (this.consent.isNo && !isDecision(call))) return;
		this.queue.push({ ...call, messageId: newId(), timestamp: new Date().toISOString() });
		this.queue.splice(0, this.queue.length - MOST);
		this.soon(GATHER_MS);
	}

	/** The page goes: nobody waits for an answer. */
	leave(): void {
		if (!this.queue.length || !this.isReady()) return;
		if (navigator.sendBeacon(this.url(), this.body(this.queue))) this.queue = [];
		else this.keep();
	}

	flush(): void {
		if (!this.isReady()) return;
		this.take();
		if (!this.queue.length) return;
		const batch = this.queue;
		this.queue = [];
		const failed = guard(() => {
			this.queue = [...batch, ...this.queue].slice(-MOST);
			this.keep();
			this.soon(RETRY_MS);
		});
		const body = this.body(batch);
		// Text, so that no question goes ahead of it; the browser's cookies are the collector's own.
		fetch(this.url(), { method: 'POST', body, credentials: 'include', keepalive: body.length < BEACON_BYTES })
			.then((answer) => {
				// A refusal will not become better; busy and failing servers do.
				if (answer.status === 429 || answer.status > 499) return failed();
				return answer.json().then(({ store }: { store?: boolean }) => {
					this.allowed = !!store;
					this.stopped = store === false;
					if (!store) guard(() => localStorage.removeItem(STORED))();
				});
			}, failed)
			.catch(() => undefined);
	}

	/** The visitor decided anew: this goes on record. An empty `context.consent` marks the call; the collector fills it in. */
	decided(): void {
		this.stopped = false;
		if (this.consent.isNo) this.forget();
		this.add({ type: 'identify', context: { consent: {} } });
	}

	/** What was gathered before anybody agreed is gone when they do not. */
	forget(): void {
		this.queue = [];
	}

	private soon(ms: number): void {
		this.timer ??= setTimeout(
			guard(() => {
				this.timer = undefined;
				this.flush();
			}),
			ms,
		);
	}

	private isReady(): boolean {
		return !this.settings.wait || this.consent.said !== undefined;
	}

	private url(): string {
		return `${this.settings.collector}/v1/b`;
	}

	private body(batch: Fields[]): string {
		const { key: writeKey } = this.settings;
		return JSON.stringify({ writeKey, batch, consent: this.consent.signals(), sentAt: new Date().toISOString() });
	}

	private keep(): void {
		if (this.allowed) guard(() => localStorage.setItem(STORED, JSON.stringify(this.queue)))();
	}

	private take(): void {
		guard(() => {
			const stored = localStorage.getItem(STORED);
			if (!stored) return;
			localStorage.removeItem(STORED);
			const known = new Set(this.queue.map((call) => call['messageId']));
			this.queue = [...(JSON.parse(stored) as Fields[]).filter((call) => !known.has(call['messageId'])), ...this.queue];
		})();
	}
}

const isDecision = ({ context, erase }: Fields): boolean => !!erase || !!(context as Fields | undefined)?.['consent'];

/** `randomUUID` is there on secure pages only. */
function newId(): string {
	return crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random().toString(36).slice(2)}`;
}
