/** Whatever goes wrong in here, the page goes on: nothing of the tag may ever throw into it. */
export function guard<Args extends unknown[], Result>(
	work: (...args: Args) => Result,
): (...args: Args) => Result | undefined {
	return (...args) => {
		try {
			return work(...args);
		} catch {
			return undefined;
		}
	};
}

/** Listens for good; a listener that fails is its own concern. */
export function listen(target: EventTarget, type: string, work: (event: Event) => void, capture = false): void {
	target.addEventListener(type, guard(work), { passive: true, capture });
}

export type Fields = Record<string, unknown>;
