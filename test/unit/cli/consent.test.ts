import { openLocal } from '../../../engine/local';
import { tcString } from '../consent/strings';
import { terminal, workspace } from './terminal';

// The store's thread runs built code; here the engine opens in this very thread.
jest.mock('../../../index', () => ({
	...jest.requireActual<object>('../../../index'),
	openCdp: ({ storeUrl = '' }: { storeUrl?: string } = {}) => openLocal(storeUrl),
}));

const { file, store } = workspace();
const { run } = terminal();
const TC = tcString({ purposes: [1, 3, 4], vendors: [565] });
const CALL = { type: 'identify', userId: 'u1', timestamp: '2026-05-01T00:00:00Z' };

describe('Consent on the command line', () => {
	it('asks the gates, shows the history and reports', async () => {
		const cut = { ...CALL, userId: 'u2', context: { consent: { tcString: TC.slice(0, 30) } } };
		const lines = [{ ...CALL, context: { consent: { tcString: TC } } }, cut].map((call) => JSON.stringify(call));
		await run('import', file('calls.ndjson', lines.join('\n')), '--as', 'events', ...store);
		expect((await run('consent', 'gate', 'user_id:u1', 'target', '--vendor', '565', ...store)).stderr).toBe('');
		const gate = async (...args: string[]) => (await run('consent', 'gate', ...args, '--json', ...store)).json();
		expect(await gate('user_id:u1', 'target', '--vendor', '565')).toMatchObject({ allowed: true, region: 'EEA' });
		expect(await gate('user_id:u1', 'target', '--vendor', '12')).toMatchObject({ allowed: false });
		expect(await gate('user_id:u2', 'store')).toMatchObject({ allowed: false, reasons: ['said nothing of storage'] });
		const shown = await run('consent', 'show', 'user_id:u1', '--json', ...store);
		expect([shown.code, shown.stderr]).toEqual([0, '']);
		expect(shown.json()).toMatchObject({ history: [{ proof: TC, record: { policyVersion: 5 } }] });
		expect((await run('consent', 'report', '--json', ...store)).json()).toMatchObject({
			people: 2,
			withProof: 1,
			refused: { 'tcf is cut or longer than it says': 1 },
		});
		expect((await run('stats', '--json', ...store)).json()).toMatchObject({
			consentRefused: 1,
			collected: { robots: 0 },
		});
	});

	it('reads a string without storing it, and settings from a file', async () => {
		const { stdout } = await run('consent', 'decode', TC, ...store);
		expect(stdout).toContain('yes personalised_ads');
		expect((await run('consent', 'decode', '1YYN', '--json', ...store)).json()).toMatchObject({
			record: { purposes: { sale_share: false } },
		});
		const rules = file('rules.json', JSON.stringify({ rules: [{ region: 'EEA', use: 'measure', basis: 'opt-out' }] }));
		const saved = (await run('consent', 'settings', '--set', rules, '--json', ...store)).json();
		expect(saved).toMatchObject({ otherwise: 'opt-in', rules: [{ region: 'EEA' }] });
		const wrong = file('wrong.json', JSON.stringify({ otherwise: 'perhaps' }));
		expect((await run('consent', 'settings', '--set', wrong, ...store)).code).toBe(1);
		expect((await run('consent', 'guess', ...store)).code).toBe(2);
	});

	it('keeps an erased person out of the next import until that is undone', async () => {
		const people = file('people.csv', 'customer_number,email\n7,gone@example.com\n8,here@example.com\n');
		const imported = async () => (await run('import', people, '--as', 'people', '--json', ...store)).json();
		expect(await imported()).toMatchObject({ accepted: 2 });
		expect((await run('erase', 'customer:7', '--json', ...store)).json()).toMatchObject({ erased: true, proof: 'e1' });
		expect(await imported()).toMatchObject({ rejected: 1 });
		expect((await run('erase', '--list', '--json', ...store)).json()).toMatchObject({ erasures: [{ proof: 'e1' }] });
		for (const name of ['customer:7', 'email:gone@example.com'])
			expect((await run('erase', '--undo', name, '--json', ...store)).json()).toEqual({ unsuppressed: true });
		expect(await imported()).toMatchObject({ accepted: 1, rejected: 0 });
	});
});
