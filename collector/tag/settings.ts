/** What the page says on the script's own element: `<script src=".../tag.js" data-key="…" async>`. */
export interface Settings {
	/** The public write key. */
	key: string;
	/** Where the collector answers; by default where the script came from. */
	collector: string;
	/** `no`: sends at once and lets the collector judge by region; otherwise the tag waits for a word on consent. */
	wait: boolean;
	region: string | undefined;
	/** CSS selectors of elements that hold the category and keywords of a page. */
	category: string | undefined;
	keywords: string | undefined;
	/** Name of the data layer that e-commerce events and consent mode are pushed to. */
	dataLayer: string;
	/** `no`: pages are only counted when the page calls `cdp.page()`. */
	pages: boolean;
}

export function readSettings(script: HTMLScriptElement | null): Settings {
	const data = script?.dataset ?? {};
	const base = (data['collector'] ?? script?.src.replace(/\/tag\.js.*$/, '') ?? '').replace(/\/$/, '');
	return {
		key: data['key'] ?? '',
		collector: base,
		wait: data['wait'] !== 'no',
		region: data['region'],
		category: data['category'],
		keywords: data['keywords'],
		dataLayer: data['layer'] ?? 'dataLayer',
		pages: data['pages'] !== 'no',
	};
}
