export const DAY_MS = 86_400_000;

/** Number of the day in UTC since 1970. */
export const dayOf = (ms: number): number => Math.floor(ms / DAY_MS);

/** First moment of the day in UTC. */
export const dayStart = (ms: number): number => dayOf(ms) * DAY_MS;
