import { enriched } from '../../../core/events/enrich';

const IPHONE =
	'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1';
const WINDOWS =
	'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36';

describe('What the gate adds to the context of a call', () => {
	it('is browser, system and device from the user agent', () => {
		expect(enriched({ userAgent: IPHONE }, {})).toMatchObject({
			browser: { name: 'Safari', version: '17.0' },
			os: { name: 'iOS' },
			device: { type: 'mobile' },
		});
		expect(enriched({ userAgent: WINDOWS }, {})).toMatchObject({
			browser: { name: 'Chrome' },
			os: { name: 'Windows' },
			device: { type: 'desktop' },
		});
	});

	it('is the campaign of the page, under the names of the specification', () => {
		const url = 'https://shop.example/?utm_campaign=spring+sale&utm_source=news&utm_medium=email&utm_id=7#top';
		const campaign = { name: 'spring sale', source: 'news', medium: 'email' };
		expect(enriched({}, { url })).toEqual({ campaign });
		expect(enriched({ page: { url } }, {})).toMatchObject({ campaign });
		expect(enriched({}, { search: '?utm_campaign=x' })).toEqual({ campaign: { name: 'x' } });
	});

	it('is never over what the call says itself', () => {
		const own = { userAgent: IPHONE, os: { name: 'webOS' }, campaign: { name: 'own' } };
		expect(enriched(own, { url: 'https://x.example/?utm_campaign=other' })).toMatchObject({
			os: { name: 'webOS' },
			campaign: { name: 'own' },
			device: { type: 'mobile' },
		});
	});

	it.each([
		['', 'nothing'],
		['x'.repeat(5_000), 'too long'],
		['\u0000(((((', 'nonsense'],
	])('is little or nothing for a user agent that says %#', (userAgent) => {
		expect(enriched({ userAgent }, { url: '?utm_' })).toEqual({ userAgent });
	});

	it('stays small however many user agents come', () => {
		const before = process.memoryUsage().heapUsed;
		for (let i = 0; i < 20_000; i++) enriched({ userAgent: `${WINDOWS} ${i}` }, {});
		expect(process.memoryUsage().heapUsed - before).toBeLessThan(60e6);
	});
});
