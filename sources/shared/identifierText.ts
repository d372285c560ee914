/** `email:ann@example.com`, `cookie:adx:123` (type `cookie:adx`) as an identifier; undefined when it is none. */
export function readIdentifier(text: string): { type: string; value: string } | undefined {
	const first = text.indexOf(':');
	// A partner's cookie has its partner's name in its type.
	const partner = text.startsWith('cookie:') ? text.indexOf(':', first + 1) : -1;
	const colon = partner > first + 1 && partner < text.length - 1 ? partner : first;
	return colon > 0 && colon < text.length - 1
		? { type: text.slice(0, colon), value: text.slice(colon + 1) }
		: undefined;
}
