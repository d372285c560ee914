import type { Cdp } from '../../core/cdp';
import { onEveryEngine, TRUSTED, type Bench } from './engines';

const DAY = 86_400_000;
const URL =
	'https://sync.adx.example/match?cid={ID}&gdpr={GDPR}&gdpr_consent={GDPR_CONSENT}&gpp={GPP}&gpp_sid={GPP_SID}';
const ADX = { key: 'adx', name: 'AdX', url: URL, days: 14 };

/** The browser said yes, once and for all. */
async function agreed({ cdp }: Bench, ...browsers: string[]): Promise<void> {
	const context = { consent: { categoryPreferences: { storage: true } } };
	await cdp.ingest.calls(
		browsers.map((anonymousId) => ({ type: 'page', anonymousId, context })),
		TRUSTED,
	);
}

const profile = async (cdp: Cdp, type: string, value: string) => (await cdp.profiles.get({ type, value }))?.id;
const word = (id: string) => ({
	type: 'identify',
	context: { externalIds: [{ type: 'cookie:adx', id }], thirdParty: { provider: 'adx' } },
	traits: { interest: 'outdoor' },
});

onEveryEngine((setUp) => {
	it('sends a browser once in its days, with a name of it that this partner alone knows', async () => {
		const bench = await setUp();
		const { cdp, clock } = bench;
		await cdp.sync.savePartner(ADX);
		await cdp.sync.savePartner({ ...ADX, key: 'other' });
		await agreed(bench, 'browser-sent-once');
		const first = (await cdp.sync.start('adx', 'browser-sent-once', { gpp_sid: '2&x=https://evil.example/' })) as {
			redirect: string;
		};
		const { origin, pathname, searchParams } = new globalThis.URL(first.redirect);
		expect([origin, pathname]).toEqual(['https://sync.adx.example', '/match']);
		expect(searchParams.get('gpp_sid')).toBe('2&x=https://evil.example/');
		expect(searchParams.get('cid')).toMatch(/^[\w-]{24}$/);
		expect(first.redirect).not.toContain('browser-sent-once');
		expect(await cdp.sync.start('adx', 'browser-sent-once', {})).toMatchObject({ refused: { kind: 'again' } });
		const other = (await cdp.sync.start('other', 'browser-sent-once', {})) as { redirect: string };
		expect(new globalThis.URL(other.redirect).searchParams.get('cid')).not.toBe(searchParams.get('cid'));
		clock.ms += 14 * DAY;
		expect(await cdp.sync.start('adx', 'browser-sent-once', {})).toHaveProperty(
			'redirect',
			expect.stringContaining('cid='),
		);
	});

	it('does nothing without consent, with a broken string, with a no on record, or for a partner off the list', async () => {
		const bench = await setUp();
		const { cdp } = bench;
		await cdp.sync.savePartner(ADX);
		expect(await cdp.sync.start('adx', 'b1', {})).toMatchObject({ refused: { kind: 'consent' } });
		expect(await cdp.sync.set('adx', 'b1', 'u1', {})).toMatchObject({ refused: { kind: 'consent' } });
		await agreed(bench, 'b1');
		expect(await cdp.sync.start('adx', 'b1', { gdpr_consent: 'CPcut' })).toMatchObject({
			refused: { kind: 'consent' },
		});
		expect(await cdp.sync.start('nobody', 'b1', {})).toMatchObject({ refused: { kind: 'partner' } });
		await cdp.profiles.setConsent({ type: 'anonymous_id', value: 'b1' }, { storage: false }, TRUSTED);
		expect(await cdp.sync.start('adx', 'b1', {})).toMatchObject({ refused: { kind: 'consent' } });
		expect(await cdp.sync.stats()).toEqual([{ partner: 'adx', name: 'AdX', sent: 0, matched: 0, rate: 0 }]);
	});

	it('links the cookie with the browser, so that what its provider says belongs to it, until the id is taken back', async () => {
		const bench = await setUp();
		const { cdp } = bench;
		await cdp.sync.savePartner(ADX);
		await agreed(bench, 'b1');
		await cdp.ingest.calls([word('u-1')], TRUSTED);
		await cdp.sync.start('adx', 'b1', {});
		const shown = async () => (await cdp.profiles.get({ type: 'anonymous_id', value: 'b1' }))?.traits;
		expect(await cdp.sync.set('adx', 'b1', 'u-1', {})).toEqual({ stored: true });
		expect(await shown()).toEqual({ interest: 'outdoor' });
		expect(await cdp.sync.set('adx', 'b1', 'u-1', {})).toEqual({ stored: false });
		expect(await cdp.sync.stats()).toMatchObject([{ sent: 1, matched: 1, rate: 100 }]);
		expect(await cdp.sync.set('adx', 'b1', '', {})).toEqual({ stored: false, removed: true });
		expect(await shown()).toEqual({});
		expect(await cdp.sync.set('adx', 'b1', '', {})).toEqual({ stored: false, removed: false });
		expect(await cdp.sync.set('adx', 'b1', 'u-1', {})).toEqual({ stored: true });
		expect(await shown()).toEqual({ interest: 'outdoor' });
		expect(await cdp.sync.set('adx', 'b1', 'u-2', {})).toEqual({ stored: true });
		expect(await shown()).toEqual({});
		expect(await profile(cdp, 'cookie:adx', 'u-2')).toBe(await profile(cdp, 'anonymous_id', 'b1'));
	});

	it('counts no visit, and survives a replay of the rules', async () => {
		const bench = await setUp();
		const { cdp } = bench;
		await cdp.sync.savePartner(ADX);
		await agreed(bench, 'b1');
		const { events } = await cdp.stats();
		await cdp.sync.set('adx', 'b1', 'u-1', {});
		expect((await cdp.stats()).events).toBe(events);
		await cdp.identity.saveRules({ phoneRegion: 'CH' }, 'test');
		while (!(await cdp.identity.replay()).done);
		expect(await profile(cdp, 'cookie:adx', 'u-1')).toBe(await profile(cdp, 'anonymous_id', 'b1'));
	});

	it('refuses ids that cannot be cookies, and one id for browser after browser', async () => {
		const bench = await setUp();
		const { cdp } = bench;
		await cdp.sync.savePartner(ADX);
		const browsers = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6'];
		await agreed(bench, ...browsers);
		for (const uid of ['a b', 'x'.repeat(257), 'a\r\nSet-Cookie: x=1', 'ü', 'null'])
			expect(await cdp.sync.set('adx', 'b1', uid, {})).toMatchObject({ refused: { kind: 'uid' } });
		const results = [];
		for (const browser of browsers) results.push(await cdp.sync.set('adx', browser, 'same', {}));
		expect(results.filter((result) => 'stored' in result)).toHaveLength(5);
		expect(results[5]).toMatchObject({ refused: { kind: 'uid', reason: 'is given for too many browsers' } });
	});

	it('takes pairs from a partner’s server for names we gave, and for no others', async () => {
		const bench = await setUp();
		const { cdp } = bench;
		await cdp.sync.savePartner(ADX);
		await agreed(bench, 'b1', 'b2');
		const ids: string[] = [];
		for (const browser of ['b1', 'b2']) {
			const { redirect } = (await cdp.sync.start('adx', browser, {})) as { redirect: string };
			ids.push(new globalThis.URL(redirect).searchParams.get('cid') as string);
		}
		const pairs = [{ id: ids[0], uid: 'u1' }, { id: ids[1], uid: 'a b' }, { id: 'b1', uid: 'u3' }, 'nonsense'];
		expect(await cdp.sync.bridge('adx', pairs)).toEqual({
			accepted: 1,
			duplicates: 0,
			rejected: [
				{ index: 1, field: 'uid', reason: 'must be 1 to 256 visible ASCII characters' },
				{ index: 2, field: 'id', reason: 'is none that we sent to this partner' },
				{ index: 3, field: 'id', reason: 'is none that we sent to this partner' },
			],
		});
		expect(await cdp.sync.bridge('adx', [pairs[0]])).toEqual({ accepted: 0, duplicates: 1, rejected: [] });
		expect(await profile(cdp, 'cookie:adx', 'u1')).toBe(await profile(cdp, 'anonymous_id', 'b1'));
		expect(await cdp.sync.stats()).toMatchObject([{ sent: 2, matched: 1, rate: 50 }]);
	});

	it('forgets the matches of who is erased', async () => {
		const bench = await setUp();
		const { cdp, store } = bench;
		await cdp.sync.savePartner(ADX);
		await agreed(bench, 'b1');
		await cdp.sync.start('adx', 'b1', {});
		await cdp.sync.set('adx', 'b1', 'u1', {});
		await cdp.profiles.erase({ type: 'anonymous_id', value: 'b1' });
		expect(await store.read.sync.match('adx', 'b1')).toBeUndefined();
	});

	it.each([
		['http://sync.example/?id={ID}', 'must begin with https:// and a host'],
		['//sync.example/?id={ID}', 'must begin with https:// and a host'],
		['https:///evil.example/?id={ID}', 'must begin with https:// and a host'],
		['https://{ID}.example/', 'must have a fixed host'],
		['https://good.example@evil.example/?id={ID}', 'must have a fixed host'],
		['https://good.example\\@evil.example/?id={ID}', 'holds a space, a backslash or a control character'],
		['https://good.example/?id={ID}\r\nSet-Cookie: a=b', 'holds a space, a backslash or a control character'],
		['javascript:alert({ID})', 'must begin with https:// and a host'],
		['https://good.example/?id={ID}&next={URL}', 'knows no macro {URL}'],
		['https://good.example/', 'has no {ID}'],
		['https://a b/{ID}', 'holds a space'],
	])('refuses the address %j: it %s', async (url, reason) => {
		const { cdp } = await setUp();
		await expect(cdp.sync.savePartner({ ...ADX, url })).rejects.toMatchObject({
			code: 'SYNC_PARTNER',
			message: expect.stringContaining(reason) as unknown,
		});
		expect(await cdp.sync.partners()).toEqual([]);
	});
});
