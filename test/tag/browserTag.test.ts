import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { NETWORK_LOG, openShop, until, type Shop, type Visitor } from './shopVisit';

let shop: Shop;
beforeAll(async () => {
	shop = await openShop();
});
afterAll(() => shop.close());

const browserId = (value: string) => ({ type: 'anonymous_id', value });
const leave = (visitor: Visitor) => visitor.page.goto('about:blank');

/** The timeline of a browser, oldest first, once it has this many events. */
async function events(id: string, least: number) {
	const items = await until(async () => {
		const page = await shop.cdp.profiles.timeline(browserId(id), { limit: 100 }).catch(() => ({ items: [] }));
		return page.items.length >= least && page.items;
	});
	return items.reverse().filter(({ type }) => type !== 'identify');
}

async function agree(visitor: Visitor): Promise<string> {
	await visitor.page.click('#yes');
	return until(() => visitor.id());
}

describe('The browser tag on the sample shop', () => {
	it('is at most 5 kB packed and needs neither eval nor anything inline', () => {
		const script = readFileSync(path.join(__dirname, '../../dist/collector/tag.min.js'));
		expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(5 * 1024);
		expect(script.toString()).not.toMatch(/\beval\(|new Function|innerHTML|document\.write/);
	});

	it('before consent there is no cookie, no id, nothing in the browser and nothing sent', async () => {
		const visitor = await shop.visitor();
		await visitor.page.goto(shop.site.url);
		await visitor.page.click('#film');
		await visitor.page.goto(`${shop.site.url}/mugs`);
		await leave(visitor);
		expect(visitor.sent).toEqual([]);
		expect(await visitor.cookies()).toEqual([]);
		const { profiles } = await shop.cdp.stats();
		expect(profiles).toBe(0);
	});

	it('a no is counted and names nobody', async () => {
		const visitor = await shop.visitor();
		const before = JSON.parse(await (await fetch(`${shop.collector.url}/healthz`)).text()) as {
			withoutConsent: number;
		};
		await visitor.page.goto(shop.site.url);
		await visitor.page.click('#no');
		await until(() => visitor.sent.length > 0);
		await visitor.page.goto(`${shop.site.url}/mugs`);
		await leave(visitor);
		expect(await visitor.cookies()).toEqual([]);
		expect((await shop.cdp.stats()).profiles).toBe(0);
		const after = JSON.parse(await (await fetch(`${shop.collector.url}/healthz`)).text()) as { withoutConsent: number };
		expect(after.withoutConsent).toBeGreaterThan(before.withoutConsent);
	});

	it('after consent the id is set by the answer, for 400 days, and scripts read the short one only', async () => {
		const visitor = await shop.visitor();
		await visitor.page.goto(shop.site.url);
		const id = await agree(visitor);
		const cookies = await visitor.cookies();
		expect(cookies).toContainEqual({
			name: 'cdp_id',
			value: id,
			httpOnly: true,
			secure: true,
			sameSite: 'Lax',
			days: 400,
		});
		const seen = await visitor.page.evaluate<string>('document.cookie');
		expect(seen).not.toContain(id);
		expect(seen).toMatch(/cdp_short=[\w-]{12}/);
		expect(await shop.cdp.consent.gate(browserId(id), 'target')).toMatchObject({ allowed: true });
	});

	it('pages arrive with title, referrer, campaign, click ids, category and keywords; then dwell time, scroll, clicks and the cart', async () => {
		const visitor = await shop.visitor();
		await visitor.page.goto(`${shop.site.url}/?utm_source=letter&utm_campaign=spring&gclid=abc`);
		const id = await agree(visitor);
		await visitor.page.click('#film');
		await visitor.page.click('nav a[href="/mugs"]');
		await visitor.page.waitForTimeout(1_300);
		await visitor.page.mouse.wheel(0, 400);
		await visitor.page.waitForTimeout(200);
		await visitor.page.click('a[href="/blue-mug"]');
		await visitor.page.click('#add');
		await visitor.page.waitForTimeout(300);
		await visitor.page.goto(`${shop.site.url}/cart`);
		await visitor.page.click('#buy');
		await until(() => visitor.sent.some(({ batch }) => batch.some(({ event }) => event === 'Order Completed')));
		const seen = await events(id, 10);
		const pages = seen.filter(({ type }) => type === 'page').map(({ properties }) => properties);
		expect(pages[0]).toMatchObject({ title: 'Cup & Kettle', path: '/', referrer: '', gclid: 'abc' });
		expect(pages[1]).toMatchObject({
			path: '/mugs',
			category: 'mugs',
			keywords: ['tea', 'stoneware'],
			referrer: expect.stringContaining('utm_source') as string,
		});
		expect(pages[2]).toMatchObject({
			title: '<script>alert(1)</script> Blue mug',
			category: 'mugs',
			keywords: ['blue', 'stoneware'],
		});
		const of = (name: string) => seen.find((event) => event.name === name)?.properties;
		expect(of('Video Played')).toEqual({ video: 'spring-tea', length: '30' });
		expect(of('Product Added')).toMatchObject({
			product_id: 'M-1',
			name: 'Blue mug',
			price: 12.5,
			value: 12.5,
			currency: 'EUR',
		});
		expect(of('Order Completed')).toMatchObject({
			order_id: 'T-1',
			revenue: 12.5,
			products: [{ product_id: 'M-1', quantity: 1 }],
		});
		const engaged = seen.filter(({ name, properties }) => name === 'Page Engaged' && properties['path'] === '/mugs');
		expect(engaged).toHaveLength(1);
		expect(engaged[0]?.properties).toMatchObject({ category: 'mugs' });
		expect(engaged[0]?.properties['dwell_seconds']).toBeGreaterThanOrEqual(1.3);
		expect(engaged[0]?.properties['scroll_percent']).toBeGreaterThan(30);
		expect(visitor.errors).toEqual([]);
	});

	it('sends dwell time as a beacon when the page is hidden', async () => {
		const visitor = await shop.visitor();
		await visitor.page.goto(shop.site.url);
		await agree(visitor);
		await visitor.page.waitForTimeout(1_200);
		await visitor.page.evaluate(
			`Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' }); document.dispatchEvent(new Event('visibilitychange'))`,
		);
		await until(() => visitor.sent.some(({ batch }) => batch.some(({ event }) => event === 'Page Engaged')));
		const log = readFileSync(NETWORK_LOG, 'utf8')
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as { body?: string; headers?: Record<string, string> });
		const beacon = log.findLast(({ body }) => body?.includes('Page Engaged'));
		expect(beacon?.headers?.['content-type']).toMatch(/^text\/plain/);
	});

	it('follows the routes of a single-page app', async () => {
		const visitor = await shop.visitor();
		await visitor.page.goto(`${shop.site.url}/app/one`);
		const id = await agree(visitor);
		await visitor.page.click('#next');
		const seen = await events(id, 3);
		const pages = seen
			.filter(({ type }) => type === 'page')
			.map(({ properties }) => [properties['path'], properties['title'], properties['referrer']]);
		expect(pages).toEqual([
			['/app/one', 'Magazine', ''],
			['/app/two', 'The second story', `${shop.site.url}/app/one`],
		]);
	});

	it('withdrawal stops collection at once, takes the cookie away and the browser out of its audiences', async () => {
		const visitor = await shop.visitor();
		await visitor.page.goto(`${shop.site.url}/mugs`);
		const id = await agree(visitor);
		await events(id, 2);
		await shop.cdp.segments.save({
			version: 1,
			key: 'mugs',
			name: 'Mug readers',
			of: 'browsers',
			ttlDays: 30,
			condition: {
				kind: 'event',
				name: '$page',
				where: [{ property: 'category', comparison: 'is', value: 'mugs' }],
				count: { comparison: 'atLeast', value: 1 },
			},
		});
		const members = async () => {
			await shop.cdp.segments.evaluate('mugs');
			const { items } = await shop.cdp.segments.members('mugs', {});
			return items.some(({ identifiers }) => identifiers.some(({ value }) => value === id));
		};
		expect(await members()).toBe(true);
		await visitor.page.click('#withdraw');
		await until(async () => (await visitor.id()) === undefined);
		const calls = visitor.sent.length;
		await visitor.page.click('a[href="/blue-mug"]');
		await visitor.page.click('#add');
		await visitor.page.waitForTimeout(500);
		await leave(visitor);
		expect(await visitor.cookies()).toEqual([]);
		const types = visitor.sent.slice(calls).flatMap(({ batch }) => batch.map(({ type }) => type));
		expect(new Set(types)).toEqual(new Set(['identify']));
		const after = await events(id, 2);
		expect(after.some(({ properties }) => properties['path'] === '/blue-mug')).toBe(false);
		expect(await members()).toBe(false);
		expect(await shop.cdp.consent.gate(browserId(id), 'profile')).toMatchObject({ allowed: false });
		expect((await shop.cdp.consent.history(browserId(id)))[0]?.purposes).toMatchObject({
			storage: false,
			advertising: false,
		});
	});

	it('erases the browser when its visitor asks for it', async () => {
		const visitor = await shop.visitor();
		await visitor.page.goto(shop.site.url);
		const id = await agree(visitor);
		await events(id, 2);
		await visitor.page.click('#erase');
		await until(async () => (await shop.cdp.profiles.get(browserId(id))) === undefined);
		expect(await visitor.cookies()).toEqual([]);
	});

	it('keeps what could not be sent and sends it once when the network is back', async () => {
		const visitor = await shop.visitor();
		await visitor.page.goto(shop.site.url);
		const id = await agree(visitor);
		await events(id, 2);
		await visitor.context.setOffline(true);
		await visitor.page.click('#film');
		await visitor.page.waitForTimeout(400);
		await visitor.context.setOffline(false);
		const seen = await events(id, 3);
		expect(seen.filter(({ name }) => name === 'Video Played')).toHaveLength(1);
	});

	it('a blocked or broken collector does not break the page', async () => {
		const visitor = await shop.visitor();
		await visitor.context.route(`${shop.collector.url}/v1/**`, (route) => route.abort('blockedbyclient'));
		await visitor.page.goto(shop.site.url);
		await visitor.page.click('#yes');
		await visitor.page.click('#film');
		expect(await visitor.page.evaluate('window.shopWorks')).toBe(true);
		const blocked = await shop.visitor();
		await blocked.context.route(`${shop.collector.url}/**`, (route) => route.abort('blockedbyclient'));
		await blocked.page.goto(shop.site.url);
		await blocked.page.click('#yes');
		expect(await blocked.page.evaluate('window.shopWorks')).toBe(true);
		const ours = [...visitor.errors, ...blocked.errors].filter((text) => !/Failed to load resource/.test(text));
		expect(ours).toEqual([]);
	});

	it('reads a consent platform (__tcfapi, __gpp) and Google Consent Mode', async () => {
		const platform = `window.__tcfapi = (command, version, done) => command === 'addEventListener' && done({ eventStatus: 'tcloaded', tcString: 'CUT', gdprApplies: true }, true);
			window.__gpp = (command, done) => command === 'addEventListener' && done({ pingData: { signalStatus: 'ready', gppString: 'DBABLA~CAAaAAAAAABA.QA' } }, true);
			window.dataLayer = []; (function () { window.dataLayer.push(arguments) })('consent', 'update', { ad_storage: 'denied', analytics_storage: 'granted' });`;
		const visitor = await shop.visitor({ prepare: platform });
		await visitor.page.goto(shop.site.url);
		await until(() => visitor.sent.length > 0);
		expect(visitor.sent.at(-1)?.consent).toMatchObject({
			tcString: 'CUT',
			gdprApplies: true,
			gppString: 'DBABLA~CAAaAAAAAABA.QA',
			consentMode: { ad_storage: 'denied', analytics_storage: 'granted' },
		});
	});

	it('honours Global Privacy Control from the first byte', async () => {
		const visitor = await shop.visitor({
			prepare: `Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })`,
			headers: { 'sec-gpc': '1' },
		});
		await visitor.page.goto(shop.site.url);
		const id = await agree(visitor);
		await until(async () => (await shop.cdp.profiles.get(browserId(id))) !== undefined);
		expect(await shop.cdp.consent.gate(browserId(id), 'target')).toMatchObject({
			allowed: false,
			reasons: ['opted out of sale and sharing'],
		});
		expect(await shop.cdp.consent.gate(browserId(id), 'profile')).toMatchObject({ allowed: true });
	});

	it('beside analytics.js a browser is one, not two', async () => {
		const visitor = await shop.visitor({ prepare: `document.cookie = 'ajs_anonymous_id=seg-0123456789; path=/'` });
		await visitor.page.goto(shop.site.url);
		const id = await agree(visitor);
		const profile = await until(() => shop.cdp.profiles.get(browserId('seg-0123456789')));
		expect(profile.identifiers).toContainEqual(browserId(id));
	});
});
