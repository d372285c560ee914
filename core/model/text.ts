/** Text that every database can store: without NUL bytes and lone surrogates. */
export function storable(text: string): string {
	return text.replaceAll('\u0000', '').toWellFormed();
}
