import { commerce } from './commerce';
import { guard, type Fields } from './guard';

type Track = (name: string, properties: Fields) => void;
type Mode = (kind: unknown, words: Fields) => void;

/** Follows a data layer: what is in it already and what will be pushed, as `gtag` or as Tag Manager writes it. */
export function followLayer(name: string, track: Track, mode: Mode): void {
	const page = window as unknown as Record<string, unknown[]>;
	const layer = (page[name] ??= []);
	const read = guard((entry: unknown) => readEntry(entry, track, mode));
	layer.forEach(read);
	const push = layer.push.bind(layer);
	layer.push = (...entries: unknown[]) => {
		const length = push(...entries);
		entries.forEach(read);
		return length;
	};
}

function readEntry(entry: unknown, track: Track, mode: Mode): void {
	const list = entry as ArrayLike<unknown> & Fields;
	// gtag pushes its own `arguments`: ['event', name, fields] and ['consent', 'update', words].
	const [kind, name, fields] = [list[0], list[1], list[2]];
	if (kind === 'consent') return mode(name, (fields ?? {}) as Fields);
	const found =
		kind === 'event'
			? commerce(String(name), (fields ?? {}) as Fields)
			: commerce(String(list['event']), (list['ecommerce'] ?? {}) as Fields);
	if (found) track(...found);
}
