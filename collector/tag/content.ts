import type { Fields } from './guard';
import type { Settings } from './settings';

const CLICK_IDS =
	'gclid gbraid wbraid dclid fbclid msclkid ttclid twclid li_fat_id rdt_cid ScCid epik yclid irclickid'.split(' ');
const MOST_KEYWORDS = 20;

/** What a page is and is about: all of it text, whatever stands in it. */
export function pageFields({ category, keywords }: Settings, referrer: string): Fields {
	const { title } = document;
	const { href, pathname, search } = location;
	const ld = jsonLd();
	const subject =
		text(category) ?? meta('article:section', 'product:category') ?? asText(ld['articleSection'] ?? ld['category']);
	const words = (text(keywords) ?? meta('article:tag', 'keywords', 'news_keywords') ?? asText(ld['keywords']))
		?.split(',')
		.map((word) => word.trim())
		.filter(Boolean)
		.slice(0, MOST_KEYWORDS);
	const query = new URLSearchParams(search);
	const clicks: Fields = {};
	for (const id of CLICK_IDS) if (query.has(id)) clicks[id] = query.get(id);
	return {
		title,
		url: href,
		path: pathname,
		search,
		referrer,
		...(subject ? { category: subject } : {}),
		...(words?.length ? { keywords: words } : {}),
		...clicks,
	};
}

/** `utm_` parameters as Segment names them. */
export function campaign(): Fields | undefined {
	const found: Fields = {};
	new URLSearchParams(location.search).forEach((value, key) => {
		if (/^utm_/.test(key)) found[key === 'utm_campaign' ? 'name' : key.slice(4)] = value;
	});
	return Object.keys(found).length ? found : undefined;
}

function text(selector: string | undefined): string | undefined {
	if (!selector) return undefined;
	const parts = [...document.querySelectorAll(selector)].map((element) => element.textContent?.trim()).filter(Boolean);
	return parts.join(',') || undefined;
}

function meta(...names: string[]): string | undefined {
	const parts: string[] = [];
	for (const element of document.querySelectorAll<HTMLMetaElement>('meta[property],meta[name]'))
		if (names.includes(element.getAttribute('property') ?? element.name) && element.content)
			parts.push(element.content);
	return parts.join(',') || undefined;
}

/** The first thing in the page's JSON-LD that has a category, section or keywords. */
function jsonLd(): Fields {
	for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
		try {
			const data = JSON.parse(script.textContent ?? '') as Fields;
			const things = [data, data['@graph'] ?? []].flat() as Fields[];
			const found = things.find((thing) => thing['articleSection'] ?? thing['category'] ?? thing['keywords']);
			if (found) return found;
		} catch {
			// A page's mistake in its own data.
		}
	}
	return {};
}

const asText = (value: unknown): string | undefined =>
	Array.isArray(value) ? value.join(',') : typeof value === 'string' ? value : undefined;
