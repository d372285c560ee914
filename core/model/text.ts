/** Printable ASCII: nothing to clean, nothing to compose; nearly every id is of this kind. */
export const ASCII = /^[!-~]+$/;

/** Text that every database can store: without NUL bytes and lone surrogates. */
export function storable(text: string): string {
	if (ASCII.test(text)) return text;
	return text.replaceAll('\u0000', '').toWellFormed();
}
