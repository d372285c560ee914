import type { Cdp } from '../../../index';

type Stubs = { [Part in keyof Cdp]?: Partial<Cdp[Part]> };

/** An engine that knows only what a test gives it; anything else that is called says so. */
export function fakeCdp(stubs: Stubs): Cdp {
	return new Proxy(stubs as Cdp, {
		get(target, part: string) {
			// A promise must not take the engine for one.
			if (part === 'then') return undefined;
			const given: unknown = Reflect.get(target, part);
			if (typeof given === 'function') return given;
			return new Proxy(given ?? {}, {
				get: (methods, name: string): unknown => Reflect.get(methods, name) ?? refuse(part, name),
			});
		},
	});
}

function refuse(part: string, name: string): () => never {
	return () => {
		throw new Error(`the test did not expect ${part}.${name}()`);
	};
}
