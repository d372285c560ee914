import { readRules } from '../../../core/identity/rules/schema';
import type { IdentityRules } from '../../../core/model/identityRules';
import { locate, noting, runIdentity as run } from './identityNode';

const mockOpenCdp = jest.fn();
jest.mock('../../../index', () => ({
	...jest.requireActual<object>('../../../index'),
	openCdp: (...args: unknown[]) => mockOpenCdp(...args) as unknown,
}));

function engine(answers: Record<string, unknown>) {
	const { asked, cdp } = noting(answers);
	mockOpenCdp.mockResolvedValue(cdp);
	return asked;
}

const DEFAULT_RULES = readRules({});

describe('CDP Identity: rules', () => {
	const preview = { merged: 1, split: 0, exact: true, examples: [] };
	const ruleOf = (rules: IdentityRules, type: string) => rules.types.find((rule) => rule.type === type);
	const fieldsOf = (type: string, changes: object) => ({ typeRules: { rules: [{ type: locate(type), changes }] } });

	/** What the engine is asked to preview. */
	async function asked(parameters: object, present = DEFAULT_RULES): Promise<IdentityRules> {
		const questions = engine({ rules: present, previewRules: preview });
		await run('previewRules', parameters);
		return questions.at(-1)?.[1] as IdentityRules;
	}

	it('shows the rules as one item', async () => {
		engine({ rules: DEFAULT_RULES });
		expect((await run('getRules')).items).toEqual([DEFAULT_RULES]);
	});

	it('changes only what is named, by fields', async () => {
		const present = { ...DEFAULT_RULES, phoneRegion: 'DE' };
		const rules = await asked(
			{
				...fieldsOf('email', { limit: 3, quarantineAbove: 0, blockedValues: 'a@x.org\n b@x.org \n' }),
				traitRules: { rules: [{ trait: locate('city'), keep: 'sources', sources: 'crm, shop', verifiedFirst: false }] },
				generalRules: { roleMailboxes: 'info\nhello' },
			},
			present,
		);
		const mail = {
			...ruleOf(present, 'email'),
			limit: 3,
			quarantineAbove: null,
			blockedValues: ['a@x.org', 'b@x.org'],
		};
		expect(rules).toEqual({
			...present,
			types: present.types.map((rule) => (rule.type === 'email' ? mail : rule)),
			roleMailboxes: ['info', 'hello'],
			traits: { ...present.traits, city: { keep: 'sources', sources: ['crm', 'shop'], verifiedFirst: false } },
		});
	});

	it('changes only what is named, by JSON; other caps and fields stay', async () => {
		const change = { types: [{ type: 'loyalty', unique: true }], caps: { merges: 7 }, others: { limit: 9 } };
		const rules = await asked({ specifyRules: 'json', rulesJson: JSON.stringify(change) });
		expect(rules.caps).toEqual({ ...DEFAULT_RULES.caps, merges: 7 });
		expect(rules.others).toEqual({ ...DEFAULT_RULES.others, limit: 9 });
		expect(ruleOf(rules, 'loyalty')).toMatchObject({ unique: true, limit: 1, window: 'ever' });
		expect(rules.types).toHaveLength(DEFAULT_RULES.types.length + 1);
	});

	it('means a limit that is named, also for what was unique before', async () => {
		const rules = await asked(fieldsOf('user_id', { limit: 4 }));
		expect(ruleOf(rules, 'user_id')).toMatchObject({ unique: false, limit: 4, priority: 1 });
	});

	it("begins the rule of a partner's cookie with that of cookies", async () => {
		expect(ruleOf(await asked(fieldsOf('cookie:acme', { lifetimeDays: 30 })), 'cookie:acme')).toMatchObject({
			known: false,
			limit: 100,
			lifetimeDays: 30,
		});
	});

	it('takes an empty phone region for none, and can begin anew', async () => {
		const present = { ...DEFAULT_RULES, phoneRegion: 'DE', roleMailboxes: [] };
		expect(await asked({ generalRules: { phoneRegion: '' } }, present)).toEqual({ ...present, phoneRegion: null });
		expect(await asked({ startFrom: 'builtIn' }, present)).toEqual(DEFAULT_RULES);
	});

	it('says what would change', async () => {
		engine({ rules: DEFAULT_RULES, previewRules: preview });
		const { items } = await run('previewRules', {
			...fieldsOf('email', { limit: 3 }),
			generalRules: { phoneRegion: 'ch' },
		});
		expect(items).toEqual([{ changed: ['email > limit: 5 -> 3', 'phoneRegion: null -> "CH"'], ...preview }]);
	});

	it.each([
		['a limit of 0', fieldsOf('email', { limit: 0 }), 'types > email.limit: must be at least 1'],
		['an empty limit', fieldsOf('email', { limit: '' }), 'types > email.limit'],
		['a pattern that is none', fieldsOf('email', { blockedPatterns: '(' }), 'types > email.blockedPatterns.0'],
		['an unknown field', { specifyRules: 'json', rulesJson: '{"typos": 1}' }, 'typos'],
		['a list', { specifyRules: 'json', rulesJson: '[]' }, 'not a JSON object'],
		['broken JSON', { specifyRules: 'json', rulesJson: '{' }, 'not JSON'],
		['a country that is none', { generalRules: { phoneRegion: 'XX' } }, 'phoneRegion'],
		['a rule without type', fieldsOf('', { limit: 1 }), 'no "Identifier Type"'],
	])('names the place: %s', async (_name, parameters, message) => {
		engine({ rules: DEFAULT_RULES });
		await expect(run('previewRules', parameters)).rejects.toThrow(message);
	});

	/** An engine that needs three calls of `replay` for a new version, and one when there is nothing to do. */
	function replaying(pending = 0, changes: object[] = []) {
		let left = pending;
		return engine({
			rules: DEFAULT_RULES,
			position: () => 10 + changes.length,
			changes: ({ after }: { after: number }) => changes.slice(after - 10),
			saveRules: () => {
				left = 3;
				return { version: 5, done: false, of: 30 };
			},
			replay: () => {
				left = Math.max(0, left - 1);
				return { version: 5, done: left === 0, of: 10 };
			},
		});
	}

	it('applies: stores a version and goes on until all is done', async () => {
		const asked = replaying();
		const { items } = await run('applyRules', { ...fieldsOf('email', { limit: 3 }), by: 'ann' });
		expect(items).toEqual([
			{ version: 5, done: true, merged: 0, split: 0, groups: 40, changed: ['email > limit: 5 -> 3'] },
		]);
		expect(asked.map(([name]) => name)).toEqual([
			'position', 'rules', 'replay', 'saveRules', 'replay', 'replay', 'replay', 'position', 'changes',
		]); // prettier-ignore
		expect(asked[3]?.slice(2)).toEqual(['ann']);
	});

	it('counts who merged and split meanwhile', async () => {
		let position = 10;
		const changes = [
			{ kind: 'merged', seq: 11 },
			{ kind: 'split', seq: 12 },
			{ kind: 'split', seq: 13 },
		];
		const part = {
			rules: async () => DEFAULT_RULES,
			replay: async () => ({ version: 1, done: true, of: 0 }),
			saveRules: async () => void (position = 13),
			position: async () => position,
			changes: async () => changes,
		};
		engine(part);
		const { items } = await run('applyRules', fieldsOf('email', { limit: 3 }));
		expect(items).toMatchObject([{ merged: 1, split: 2 }]);
	});

	it('finishes what a cancelled run has left, and stores no version when nothing is changed', async () => {
		const asked = replaying(2);
		const { items, hints } = await run('applyRules');
		expect(items).toEqual([{ version: 5, done: true, merged: 0, split: 0, groups: 20, changed: [] }]);
		expect(asked.filter(([name]) => name === 'saveRules')).toEqual([]);
		expect(hints).toEqual([expect.stringContaining('same as before')]);
	});

	it('stops when the run is cancelled', async () => {
		const asked = replaying();
		const { items } = await run('applyRules', fieldsOf('email', { limit: 3 }), ({ context }) => {
			context.getExecutionCancelSignal = () => AbortSignal.abort();
		});
		expect(items).toMatchObject([{ done: false, groups: 20 }]);
		expect(asked.filter(([name]) => name === 'replay')).toHaveLength(2);
	});
});
