import { handleCollect } from '../../../collector';
import { depsWith, fakeCdp, post } from './fakeCdp';

describe('The country of a visitor', () => {
	const context = async (headers: Record<string, string>, own?: object, countryHeader = 'CF-IPCountry') => {
		const { cdp, calls } = fakeCdp();
		const body = { anonymousId: 'a', ...(own ? { context: own } : {}) };
		await handleCollect(post('/v1/p', body, headers), depsWith(cdp, { countryHeader }));
		return calls()[0]?.['context'];
	};

	it('comes from the header that was named, and is beside what else is known of the place', async () => {
		expect(await context({ 'cf-ipcountry': 'ch' })).toEqual({ location: { country: 'CH' } });
		expect(await context({ 'cf-ipcountry': 'CH' }, { location: { country: 'DE', city: 'Bern' } })).toEqual({
			location: { country: 'CH', city: 'Bern' },
		});
	});

	it.each(['XX', 'T1', 'Switzerland', '<script>', ''])('is not known when the header says %j', async (value) => {
		expect(await context({ 'cf-ipcountry': value })).toBeUndefined();
	});

	it('is asked of no other header, and of no server', async () => {
		expect(await context({ 'x-country': 'CH' })).toBeUndefined();
		const { cdp, calls } = fakeCdp();
		const request = post('/v1/page', { anonymousId: 'a' }, { 'cf-ipcountry': 'CH' });
		await handleCollect(request, depsWith(cdp, { countryHeader: 'cf-ipcountry' }));
		expect(calls()[0]?.['context']).toBeUndefined();
	});
});
