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

const one = { identifierType: locate('email'), identifierValue: ' ann@example.com ' };
const email = { type: 'email', value: 'ann@example.com' };
const two = {
	firstIdentifierType: locate('email'), firstIdentifierValue: 'ann@example.com',
	secondIdentifierType: locate('phone'), secondIdentifierValue: '+491',
}; // prettier-ignore
const phone = { type: 'phone', value: '+491' };
const done = { preview: false };

describe('CDP Identity: people', () => {
	it.each([
		['resolve', one, { id: 'p1' }, [email], [{ found: true, id: 'p1' }]],
		['resolve', one, undefined, [email], [{ found: false, ...email }]],
		['explain', two, { joined: true }, [email, phone], [{ joined: true }]],
	])('%s', async (operation, parameters, answer, question, items) => {
		const asked = engine({ [operation]: answer });
		expect((await run(operation, parameters)).items).toEqual(items);
		expect(asked).toEqual([[operation, ...question]]);
	});

	it.each([
		['link', 'link'],
		['unlink', 'unlink'],
		['keepApart', 'forbid'],
	])('%s decides, in the name of who decides', async (operation, method) => {
		const asked = engine({ [method]: { profiles: ['p1', 'p2'] } });
		expect((await run(operation, { ...two, by: 'ann' })).items).toEqual([{ ...done, profiles: ['p1', 'p2'] }]);
		await run(operation, two);
		expect(asked).toEqual([
			[method, email, phone, 'ann', done],
			[method, email, phone, 'workflow Test Workflow', done],
		]);
	});

	it('tries a decision and says that nothing was changed', async () => {
		const after = [{ id: 'p1', firstSeen: 0, traits: { firstSeen: 0 } }];
		const asked = engine({ unlink: { profiles: ['p1'], after } });
		const { items, hints } = await run('unlink', { ...two, preview: true });
		expect(items).toEqual([
			{ preview: true, profiles: ['p1'], after: [{ ...after[0], firstSeen: '1970-01-01T00:00:00.000Z' }] },
		]);
		expect(asked).toEqual([['unlink', email, phone, 'workflow Test Workflow', { preview: true }]]);
		expect(hints).toEqual([expect.stringContaining('Nothing was changed')]);
	});

	it('splits a profile by the identifiers to take out', async () => {
		const asked = engine({ split: { profiles: ['p1', 'p2'] } });
		const taken = {
			identifiers: [
				{ type: locate('email'), value: email.value },
				{ type: locate('phone'), value: '+491' },
			],
		};
		expect((await run('split', { taken, by: 'ann' })).items).toEqual([{ ...done, profiles: ['p1', 'p2'] }]);
		expect(asked).toEqual([['split', [email, phone], 'ann', done]]);
		await expect(run('split')).rejects.toThrow('No identifier is named');
		const empty = { identifiers: [{ type: locate('email'), value: '' }] };
		await expect(run('split', { taken: empty })).rejects.toThrow('Identifier 1 is not complete');
	});
});

describe('CDP Identity: duplicates', () => {
	const progress = { profiles: 5, compared: 4, linked: 2, unlinked: 0, review: 1, refused: 0, done: false, waiting: 1 };

	it('looks until all is done, adds up, and says that somebody has to decide', async () => {
		let turn = 0;
		const asked = engine({ findDuplicates: () => ({ ...progress, done: ++turn === 3 }) });
		const duplicateOptions = { linkAbove: 0.8, traits: 'email, birth_date,' };
		const { items, hints } = await run('findDuplicates', { mode: 'all', duplicateOptions, by: 'ann' });
		expect(items).toEqual([
			{ profiles: 15, compared: 12, linked: 6, unlinked: 0, review: 3, refused: 0, done: true, waiting: 1 },
		]);
		const options = { mode: 'all', linkAbove: 0.8, traits: ['email', 'birth_date'], by: 'ann', ms: 1_000 };
		expect(asked).toEqual([1, 2, 3].map(() => ['findDuplicates', options]));
		expect(hints).toEqual([expect.stringContaining('1 pairs wait')]);
	});

	it('leaves to the engine whether there is something to follow', async () => {
		const asked = engine({ findDuplicates: { ...progress, done: true, waiting: 0 } });
		expect((await run('findDuplicates')).hints).toEqual([]);
		expect(asked).toEqual([['findDuplicates', { by: 'workflow Test Workflow', ms: 1_000 }]]);
	});

	it('lists reviews page by page', async () => {
		const asked = engine({ reviews: { items: [{ id: '1.2', time: 0 }], next: 'x' } });
		expect((await run('getReviews', { state: 'rejected', limit: 1 })).items).toEqual([
			{ id: '1.2', time: '1970-01-01T00:00:00.000Z', next: 'x' },
		]);
		expect(asked).toEqual([['reviews', { state: 'rejected', limit: 1 }]]);
		engine({ reviews: { items: [] } });
		expect((await run('getReviews')).hints).toEqual([expect.stringContaining('No pair waits')]);
	});

	it('decides the review of each item', async () => {
		const asked = engine({ decideReview: { decided: 1, refused: [] } });
		const item = { decided: 1, refused: [], answer: 'reject', reviewId: '1.2' };
		expect((await run('decideReview', { reviewId: '1.2', answer: 'reject', by: 'ann' })).items).toEqual([item]);
		expect(asked).toEqual([['decideReview', '1.2', 'reject', 'ann']]);
		await expect(run('decideReview', { reviewId: '' })).rejects.toThrow('"Review ID" is empty');
	});
});

describe('CDP Identity: evidence', () => {
	it('lists links with their moments as dates', async () => {
		engine({ links: [{ rule: 'event', firstSeen: 0 }, { rule: 'alias' }] });
		expect((await run('getLinks', one)).items).toEqual([
			{ rule: 'event', firstSeen: '1970-01-01T00:00:00.000Z' },
			{ rule: 'alias' },
		]);
	});

	it.each([
		['getRefused', 'refused', { rule: 'event', reason: 'too many' }, { rule: 'event', reason: 'too many' }],
		['getShared', 'shared', { ...email, profileId: 7 }, { ...email, profileId: 'p7' }],
		['history', 'history', { kind: 'merged' }, { kind: 'merged' }],
	])('%s pages on', async (operation, method, row, item) => {
		const asked = engine({ [method]: { items: [row], next: '9' } });
		expect((await run(operation, { limit: 1, after: '8' })).items).toEqual([{ ...item, next: '9' }]);
		expect(asked).toEqual([[method, { limit: 1, after: '8' }]]);
	});

	it('tells the history of one person', async () => {
		const asked = engine({ history: { items: [] } });
		await run('history', { of: 'one', ...one });
		expect(asked).toEqual([['history', { identifier: email, limit: 50 }]]);
	});
});
