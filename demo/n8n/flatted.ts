/**
 * Reads the format in which n8n hands out the data of an execution: a JSON list whose texts are all kept as entries
 * of that list, and every text inside an object or list is the index of its value (the `flatted` package's format).
 */
export function parseFlatted(text: string): unknown {
	const entries = JSON.parse(text) as unknown[];
	const done = new Map<number, unknown>();
	const value = (index: number): unknown => {
		if (done.has(index)) return done.get(index);
		const entry = entries[index];
		if (entry === null || typeof entry !== 'object') return entry;
		const target: unknown[] | Record<string, unknown> = Array.isArray(entry) ? [] : {};
		done.set(index, target);
		for (const [key, inner] of Object.entries(entry)) {
			(target as Record<string, unknown>)[key] = typeof inner === 'string' ? value(Number(inner)) : inner;
		}
		return target;
	};
	return value(0);
}
