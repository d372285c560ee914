/** Largest batch of one call to the engine, and of one transaction; larger inputs come in pieces. */
export const MAX_BATCH = 1_000;
