import type { Cdp } from '../../core/cdp';
import { onEveryEngine, TRUSTED } from './engines';

const user = (value: string) => ({ type: 'user_id', value });
const device = (value: string) => ({ type: 'anonymous_id', value });
const seen = (cdp: Cdp, ...calls: object[]) =>
	cdp.ingest.calls(
		calls.map((call) => ({ type: 'track', event: 'Seen', ...call })),
		TRUSTED,
	);

const ofList = (list: string, is = true) => ({
	version: 1,
	key: `on-${list}`,
	name: 'On',
	of: 'people',
	condition: { kind: 'list', list, is },
});

async function members(cdp: Cdp, key: string): Promise<string[]> {
	const { items } = await cdp.segments.members(key, { limit: 1000 });
	return items.map((one) => one.identifiers.map(({ value }) => value).join()).sort();
}

onEveryEngine((setUp) => {
	it('holds identifiers, also of people who come later, and membership follows merges and their undoing by delta', async () => {
		const { cdp } = await setUp();
		expect(await cdp.lists.save({ key: 'guests', name: 'Guests 2026' })).toMatchObject({ identifiers: 0 });
		await seen(cdp, { userId: 'ann' }, { anonymousId: 'd1' });
		await cdp.segments.save(ofList('guests'));
		expect(await cdp.segments.evaluate('on-guests')).toMatchObject({ mode: 'full', members: 0 });

		const added = await cdp.lists.add('guests', [user('ann'), user('bob'), user('ann'), device('d1')]);
		expect(added).toEqual({ key: 'guests', added: 3, already: 1, rejected: [] });
		expect(await cdp.segments.evaluate('on-guests')).toMatchObject({ mode: 'delta', examined: 2, entered: 2 });

		await seen(cdp, { userId: 'bob' }, { userId: 'cho' });
		expect(await cdp.segments.evaluate('on-guests')).toMatchObject({ mode: 'delta', entered: 1, members: 3 });

		// The device belongs to somebody who is not on the list: she is on it as long as it is hers.
		await seen(cdp, { userId: 'cho', anonymousId: 'd1' });
		await cdp.segments.evaluate('on-guests');
		expect(await members(cdp, 'on-guests')).toEqual(['ann', 'bob', expect.stringMatching(/cho/)]);
		await cdp.identity.unlink(user('cho'), device('d1'), 'test');
		await cdp.segments.evaluate('on-guests');
		expect(await members(cdp, 'on-guests')).toEqual(['ann', 'bob', 'd1']);
		expect(await cdp.segments.evaluate('on-guests', { full: true })).toMatchObject({ entered: 0, exited: 0 });
	});

	it('takes a person off by any name, and an erased one for good', async () => {
		const { cdp } = await setUp();
		await cdp.lists.save({ key: 'guests' });
		await seen(cdp, { userId: 'ann', anonymousId: 'd1' }, { userId: 'bob' });
		await cdp.segments.save(ofList('guests'));
		await cdp.lists.add('guests', [user('ann'), user('bob'), user('unborn')]);
		expect(await cdp.segments.evaluate('on-guests')).toMatchObject({ members: 2 });
		expect(await cdp.lists.takeOff('guests', [device('d1')])).toEqual({ key: 'guests', removed: 1 });
		expect(await cdp.segments.evaluate('on-guests')).toMatchObject({ mode: 'delta', members: 1, exited: 1 });
		expect(await cdp.profiles.export(user('bob'))).toMatchObject({ lists: ['guests'] });
		await cdp.profiles.erase(user('bob'));
		await seen(cdp, { userId: 'bob' });
		expect(await cdp.segments.evaluate('on-guests')).toMatchObject({ members: 0 });
		// Somebody who only stands on a list is in the store too.
		expect(await cdp.profiles.erase(user('unborn'))).toMatchObject({ erased: true });
		await expect(cdp.profiles.erase(user('unborn'))).rejects.toMatchObject({ code: 'PROFILE_UNKNOWN' });
		expect(await cdp.lists.get('guests')).toMatchObject({ identifiers: 0, profiles: 0 });
	});

	it('takes a public id, normalises, and answers what is wrong with the reason', async () => {
		const { cdp } = await setUp();
		await cdp.lists.save({ key: 'guests' });
		await seen(cdp, { userId: 'ann' });
		const id = (await cdp.profiles.get(user('ann')))?.id ?? '';
		const given = [
			{ type: 'profile', value: id },
			{ type: 'email', value: ' Ann@Example.COM ' },
			{ type: 'email', value: 'no mail' },
			{ type: 'profile', value: 'p999' },
			{ type: '', value: 'x' },
			{ type: 'user_id' },
			null,
			{ type: 'user_id', value: 'nul\u0000 and \ud800' },
			{ type: 'user_id', value: 'x'.repeat(501) },
		];
		expect(await cdp.lists.add('guests', given as never)).toEqual({
			key: 'guests',
			added: 3,
			already: 0,
			rejected: [
				{ index: 2, field: 'value', reason: 'is not a valid email' },
				{ index: 3, field: 'value', reason: 'is the id of no profile' },
				{ index: 4, field: 'type', reason: 'is missing' },
				{ index: 5, field: 'value', reason: 'must be text' },
				{ index: 6, field: 'type', reason: 'is missing' },
				{ index: 8, field: 'value', reason: 'is longer than 500 characters' },
			],
		});
		const first = await cdp.lists.items('guests', { limit: 2 });
		const rest = await cdp.lists.items('guests', { limit: 2, after: first.next ?? '' });
		expect([...first.items, ...rest.items].map(({ value, profileId }) => [value, profileId])).toEqual([
			['ann@example.com', undefined],
			['ann', id],
			['nul and \ufffd', undefined],
		]);
		expect(rest.next).toBeUndefined();
		expect(await cdp.lists.get('guests')).toMatchObject({ identifiers: 3, profiles: 1 });
	});

	it('keeps its items when it is renamed, and goes only when no segment asks for it', async () => {
		const { cdp } = await setUp();
		await cdp.lists.save({ key: 'guests' });
		const many = Array.from({ length: 2_100 }, (_, i) => user(`u${i}`));
		expect(await cdp.lists.add('guests', many)).toMatchObject({ added: 2_100 });
		expect(await cdp.lists.save({ key: 'guests', name: 'New' })).toMatchObject({ name: 'New', identifiers: 2_100 });
		await expect(cdp.segments.save(ofList('guest'))).rejects.toThrow(
			/condition\.list: .*“guest”, but “guests” is there/,
		);
		await expect(cdp.segments.save(ofList('others'))).rejects.toMatchObject({ code: 'LIST_UNKNOWN' });
		await cdp.segments.save(ofList('guests', false));
		await expect(cdp.lists.remove('guests')).rejects.toMatchObject({ code: 'LIST_NEEDED' });
		await cdp.segments.remove('on-guests');
		expect(await cdp.lists.remove('guests')).toEqual({ removed: true });
		await cdp.lists.save({ key: 'guests' });
		expect(await cdp.lists.list()).toEqual([{ key: 'guests', name: 'guests', identifiers: 0 }]);
		await expect(cdp.lists.add('nobody', [])).rejects.toMatchObject({ code: 'LIST_UNKNOWN' });
		await expect(cdp.lists.save({ key: 'Not OK' })).rejects.toThrow(/not valid at key: takes lower-case/);
	});
});
