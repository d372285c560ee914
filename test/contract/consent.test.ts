import fc from 'fast-check';
import { BROWSER, onEveryEngine, TRUSTED } from './engines';
import { tcString } from '../unit/consent/strings';

const browser = (value: string) => ({ type: 'anonymous_id', value });

const full = tcString({ purposes: [1, 3, 4, 7, 9], vendors: [565] });
const storageOnly = tcString({ purposes: [1] });
const nothing = tcString({});

/** A browser's call with consent signals at a minute of its own. */
const says = (anonymousId: string, consent: object, minute: number) => ({
	type: 'track',
	event: 'Consent',
	anonymousId,
	messageId: `${anonymousId}-${minute}`,
	timestamp: new Date(Date.UTC(2026, 4, 1, 0, minute)).toISOString(),
	context: { consent },
});

onEveryEngine((setUp) => {
	it('a TC string opens the gates of the browser, and its purposes are those of the profile', async () => {
		const { cdp } = await setUp();
		await cdp.ingest.calls([says('b1', { tcString: full }, 1)], BROWSER);
		expect(await cdp.consent.gate(browser('b1'), 'target', { vendor: 565 })).toMatchObject({
			allowed: true,
			region: 'EEA',
		});
		expect(await cdp.consent.gate(browser('b1'), 'target', { vendor: 755 })).toMatchObject({
			allowed: false,
			reasons: ['vendor 755 may not use storage, ads_profile, personalised_ads'],
		});
		expect(await cdp.consent.gate(browser('b1'), 'improve')).toMatchObject({ allowed: false });
		const profile = await cdp.profiles.get(browser('b1'));
		expect(profile?.consents).toMatchObject({
			advertising: { granted: true, proof: full },
			storage: { granted: true },
			improvement: { granted: false },
		});
	});

	it('somebody unknown, and somebody who said nothing, may be used for nothing', async () => {
		const { cdp } = await setUp();
		await cdp.ingest.calls([{ type: 'track', event: 'Viewed', anonymousId: 'b1' }], BROWSER);
		for (const value of ['b1', 'nobody'])
			expect(await cdp.consent.gate(browser(value), 'store')).toMatchObject({ allowed: false, basis: 'opt-in' });
		await expect(cdp.consent.gate(browser('b1'), 'sell' as never)).rejects.toMatchObject({ code: 'CONSENT_USE' });
	});

	it('a string that is cut is counted, and what was agreed to before stays', async () => {
		const { cdp } = await setUp();
		await cdp.ingest.calls([says('b1', { tcString: full.slice(0, 40) }, 1)], BROWSER);
		expect((await cdp.profiles.get(browser('b1')))?.consents).toEqual({});
		await cdp.ingest.calls(
			[says('b1', { tcString: full }, 2), says('b1', { tcString: full.slice(0, 40) }, 3)],
			BROWSER,
		);
		expect(await cdp.consent.gate(browser('b1'), 'target')).toMatchObject({ allowed: true });
		expect((await cdp.consent.report()).refused).toEqual({ 'tcf is cut or longer than it says': 2 });
	});

	it('keeps the history of every identifier with string, source, time and policy version', async () => {
		const { cdp } = await setUp();
		await cdp.ingest.calls(
			[says('b1', { tcString: full }, 1), says('b1', { tcString: nothing, gpc: true }, 2)],
			BROWSER,
		);
		await cdp.profiles.setConsent(browser('b1'), { newsletter: true }, { ...TRUSTED, proof: 'form 7' });
		const [newest, second, first] = await cdp.consent.history(browser('b1'));
		expect(newest).toMatchObject({ purposes: { newsletter: true }, proof: 'form 7', source: 'test', verified: true });
		expect(second).toMatchObject({ proof: `${nothing} Sec-GPC: 1`, purposes: { storage: false, sale_share: false } });
		expect(first).toMatchObject({
			identifier: browser('b1'),
			source: 'browser',
			verified: false,
			time: Date.UTC(2026, 4, 1, 0, 1),
			proof: full,
			record: { policyVersion: 5, signals: ['tcf'] },
		});
	});

	it('the latest word counts, the strictest after a merge, and each side has its own back after undo', async () => {
		const { cdp } = await setUp();
		await cdp.ingest.calls([says('b1', { tcString: nothing }, 1), says('b1', { tcString: full }, 2)], BROWSER);
		await cdp.ingest.calls([says('b2', { tcString: storageOnly }, 1)], BROWSER);
		const may = async (value: string) => (await cdp.consent.gate(browser(value), 'target')).allowed;
		expect([await may('b1'), await may('b2')]).toEqual([true, false]);
		await cdp.identity.link(browser('b1'), browser('b2'), 'me');
		expect([await may('b1'), await may('b2')]).toEqual([false, false]);
		await cdp.identity.unlink(browser('b1'), browser('b2'), 'me');
		expect([await may('b1'), await may('b2')]).toEqual([true, false]);
	});

	it('whose law applies is a setting', async () => {
		const { cdp } = await setUp();
		await cdp.ingest.calls(
			[says('b1', { gpc: false, region: 'US-TX' }, 1), says('b2', { gpc: false, region: 'FR' }, 1)],
			BROWSER,
		);
		const may = async (value: string) => (await cdp.consent.gate(browser(value), 'measure')).allowed;
		expect([await may('b1'), await may('b2')]).toEqual([true, false]);
		await cdp.consent.saveSettings({
			rules: [
				{ region: 'us-tx', basis: 'opt-in' },
				{ region: 'EEA', use: 'measure', basis: 'opt-out' },
			],
		});
		expect([await may('b1'), await may('b2')]).toEqual([false, true]);
		await expect(cdp.consent.saveSettings({ rules: [{ region: 'EEA', basis: 'maybe' }] })).rejects.toMatchObject({
			code: 'CONSENT_SETTINGS',
			message: expect.stringContaining('rules.0.basis') as string,
		});
	});

	it('the report counts people and browsers per use, with proof', async () => {
		const { cdp } = await setUp();
		await cdp.ingest.calls([says('b1', { tcString: full }, 1), says('b2', { tcString: nothing }, 1)], BROWSER);
		await cdp.ingest.calls(
			[{ type: 'identify', userId: 'u1', context: { consent: { categoryPreferences: { advertising: true } } } }],
			TRUSTED,
		);
		const report = await cdp.consent.report();
		expect(report).toMatchObject({ people: 1, browsers: 2, withProof: 2 });
		expect(report.uses.find(({ use }) => use === 'target')).toEqual({
			use: 'target',
			people: 1,
			browsers: 1,
			reasons: { 'said no to storage': 1, 'said no to ads_profile': 1, 'said no to personalised_ads': 1 },
		});
		expect(report.purposes).toContainEqual({ purpose: 'storage', granted: 1, denied: 1 });
	});

	it('no order of consents, merges and undos leaves another answer than the strictest of those who belong together', async () => {
		const { cdp } = await setUp();
		const strings = { full, storageOnly, nothing };
		let round = 0;
		const step = fc.oneof(
			fc.record({
				who: fc.constantFrom(0, 1, 2),
				said: fc.constantFrom<keyof typeof strings>('full', 'storageOnly', 'nothing'),
			}),
			fc.record({ join: fc.constantFrom<[number, number]>([0, 1], [1, 2], [0, 2]), undo: fc.boolean() }),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
				round += 1;
				const names = [0, 1, 2].map((n) => `r${round}-${n}`);
				const latest: Array<keyof typeof strings> = ['full', 'full', 'full'];
				const joined = new Set<string>();
				await cdp.ingest.calls(
					names.map((name) => says(name, { tcString: full }, 0)),
					BROWSER,
				);
				let minute = 0;
				for (const one of steps) {
					minute += 1;
					if ('who' in one) {
						await cdp.ingest.calls([says(names[one.who] as string, { tcString: strings[one.said] }, minute)], BROWSER);
						latest[one.who] = one.said;
						continue;
					}
					const [a, b] = one.join.map((n) => browser(names[n] as string)) as [
						ReturnType<typeof browser>,
						ReturnType<typeof browser>,
					];
					if (one.undo && !joined.delete(one.join.join())) continue;
					if (one.undo) await cdp.identity.unlink(a, b, 'me');
					else if ((await cdp.identity.link(a, b, 'me')).joined) joined.add(one.join.join());
				}
				const home = await Promise.all(names.map(async (name) => (await cdp.profiles.get(browser(name)))?.id));
				for (const [i, name] of names.entries()) {
					const together = latest.filter((_, j) => home[j] === home[i]);
					for (const [use, open] of [
						['target', ['full']],
						['store', ['full', 'storageOnly']],
					] as const)
						expect((await cdp.consent.gate(browser(name), use)).allowed).toBe(
							together.every((said) => (open as readonly string[]).includes(said)),
						);
				}
			}),
			{ numRuns: 25 },
		);
	});
});
