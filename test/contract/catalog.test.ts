import { onEveryEngine, TRUSTED } from './engines';

onEveryEngine((setUp) => {
	it('lists fields inside traits with their values, and items of lists, and none of them as traits', async () => {
		const { cdp } = await setUp();
		const said = (userId: string, traits: object) => ({ type: 'identify', userId, traits });
		await cdp.ingest.calls(
			[
				said('a', { home: { city: 'Bern', geo: { country: 'CH' } }, tags: ['x', 'y'] }),
				said('b', { home: { city: 'Bern', rooms: [{ name: 'kitchen' }], pets: ['cat'] }, homes: 2 }),
				said('c', { home: { city: 'Basel' }, tags: ['y'] }),
			],
			TRUSTED,
		);
		expect(await cdp.catalog.traitFields('home')).toEqual([
			{ name: 'city', count: 3 },
			{ name: 'geo.country', count: 1 },
			{ name: 'pets', count: 1 },
		]);
		expect(await cdp.catalog.traitFields('home', 'CIT')).toEqual([{ name: 'city', count: 3 }]);
		expect(await cdp.catalog.traitFields('tags')).toEqual([]);
		expect(await cdp.catalog.traitValues('home', '', ['city'])).toEqual([
			{ value: 'Bern', count: 2 },
			{ value: 'Basel', count: 1 },
		]);
		expect(await cdp.catalog.traitValues('home', '', ['geo', 'country'])).toEqual([{ value: 'CH', count: 1 }]);
		expect(await cdp.catalog.traitValues('tags')).toEqual([
			{ value: 'y', count: 2 },
			{ value: 'x', count: 1 },
		]);
		expect(await cdp.catalog.traitValues('tags', 'X')).toEqual([{ value: 'x', count: 1 }]);
		expect((await cdp.catalog.traits()).map(({ name }) => name)).toEqual(['home', 'tags', 'homes']);
	});

	it('lists purposes of consent by how often somebody said yes or no', async () => {
		const { cdp } = await setUp();
		const consents = (userId: string, categoryPreferences: object) => ({
			...{ type: 'identify', userId, traits: {} },
			context: { consent: { categoryPreferences } },
		});
		await cdp.ingest.calls([consents('a', { advertising: true, mail: false }), consents('b', { mail: true })], TRUSTED);
		await cdp.profiles.setConsent({ type: 'user_id', value: 'b' }, { advertising: false, mail: false }, TRUSTED);
		expect(await cdp.catalog.purposes()).toEqual([
			{ name: 'mail', count: 3 },
			{ name: 'advertising', count: 2 },
		]);
		expect(await cdp.catalog.purposes('ADV')).toEqual([{ name: 'advertising', count: 2 }]);
		expect(await cdp.catalog.traits()).toEqual([]);
	});

	it('lists the fields of a computed object from its definition on', async () => {
		const { cdp } = await setUp();
		const order = { type: 'track', event: 'Order', userId: 'a', properties: { total: 5 } };
		await cdp.ingest.calls([order], TRUSTED);
		const compute = { kind: 'rfm', event: 'Order', amount: 'total' };
		await cdp.computed.save({ version: 1, key: 'rfm', name: 'RFM', compute });
		await cdp.computed.evaluateAll();
		expect(await cdp.catalog.traitFields('rfm', 'gr')).toEqual([{ name: 'group', count: 1 }]);
		expect(await cdp.catalog.traitValues('rfm', '', ['group'])).toMatchObject([{ count: 1 }]);
	});
});
