/** Nobody reads so fast: more calls of one browser within the window than this come from a program. */
const WINDOW_MS = 10_000;
const MOST_IN_WINDOW = 200;
/** So long a program stays one. */
const BANNED_MS = 3_600_000;
/** Browsers watched at once; the oldest are forgotten first. */
const MOST_WATCHED = 50_000;

interface Watched {
	since: number;
	calls: number;
	bannedUntil: number;
}

/** Watches how fast each browser sends. */
export class Rates {
	private readonly seen = new Map<string, Watched>();

	/** Counts one call; true when it comes from a program. */
	isImpossible(id: string, now: number): boolean {
		const known = this.seen.get(id);
		const watched = known ?? { since: now, calls: 0, bannedUntil: 0 };
		if (!known) this.add(id, watched);
		if (now - watched.since > WINDOW_MS) Object.assign(watched, { since: now, calls: 0 });
		watched.calls += 1;
		if (watched.calls > MOST_IN_WINDOW) watched.bannedUntil = now + BANNED_MS;
		return watched.bannedUntil > now;
	}

	private add(id: string, watched: Watched): void {
		const [oldest] = this.seen.keys();
		if (this.seen.size >= MOST_WATCHED && oldest !== undefined) this.seen.delete(oldest);
		this.seen.set(id, watched);
	}
}
