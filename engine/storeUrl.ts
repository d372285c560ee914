/** The file of a `sqlite:PATH` URL; undefined for other URLs. */
export function sqliteFile(storeUrl: string): string | undefined {
	return storeUrl.startsWith('sqlite:') ? storeUrl.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '') : undefined;
}
