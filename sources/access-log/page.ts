/** Endings of what is a page to a reader; a path without ending is one too. */
const PAGE = /^(?:html?|xhtml|php\d?|aspx?|jsp|cgi|pl|do)$/i;
/** Addresses without ending that programs ask for. */
const NOT_PAGE = /^\/(?:feed|rss|atom|robots\.txt|\.well-known|wp-json|xmlrpc)(?:\/|$)|\/(?:feed|rss|atom)\/?$/i;

/** The page that a request asked for: path, query, campaign; undefined for images, scripts, feeds and so on. */
export function pageOf(
	target: string,
): { path: string; search?: string; campaign?: Record<string, string> } | undefined {
	const url = URL.canParse(target, 'http://host') ? new URL(target, 'http://host') : undefined;
	if (!url || NOT_PAGE.test(url.pathname)) return undefined;
	const ending = /\.([a-z0-9]{1,8})$/i.exec(url.pathname)?.[1];
	if (ending !== undefined && /[a-z]/i.test(ending) && !PAGE.test(ending)) return undefined;
	const campaign = campaignOf(url.searchParams);
	return {
		path: url.pathname,
		...(url.search === '' ? {} : { search: url.search }),
		...(campaign ? { campaign } : {}),
	};
}

/** Campaign parameters under the names Segment gives them. */
function campaignOf(query: URLSearchParams): Record<string, string> | undefined {
	const found = [...query]
		.filter(([key]) => key.startsWith('utm_'))
		.map(([key, value]) => [key === 'utm_campaign' ? 'name' : key.slice(4), value]);
	return found.length > 0 ? (Object.fromEntries(found) as Record<string, string>) : undefined;
}
