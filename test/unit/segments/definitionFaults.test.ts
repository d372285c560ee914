import { parseDefinition } from '../../../core/segments/definition';

const leaf = { kind: 'trait', trait: 'a', comparison: 'exists' };
const seen = { kind: 'event', name: 'Seen', count: { comparison: 'atLeast', value: 1 } };
const of = (condition: unknown, more: object = {}) => ({
	version: 1,
	key: 'k',
	name: 'K',
	of: 'people',
	condition,
	...more,
});

/** A group in a group in a group …; made without recursion, as an attacker would. */
function nested(depth: number): unknown {
	let inner: unknown = leaf;
	for (let i = 0; i < depth; i++) inner = { kind: 'not', conditions: [inner] };
	return inner;
}

const many = (n: number) => Array.from({ length: n }, () => leaf);

const FAULTS: Array<[string, unknown, RegExp]> = [
	['no object', [], /at \(top\): /],
	['nothing', {}, /at version: is missing: must be 1/],
	['no condition', { ...of(leaf), condition: undefined }, /at condition: is missing/],
	[
		'an unknown kind, with the nearest',
		of({ ...seen, kind: 'evnt' }),
		/condition\.kind: “evnt” is none of all, .*; is “event” meant\?/,
	],
	['a kind of the prototype', of({ kind: 'constructor' }), /condition\.kind: “constructor” is none of/],
	[
		'an unknown comparison, deep inside',
		of({ kind: 'all', conditions: [leaf, { ...leaf, comparison: 'contain' }] }),
		/condition\.conditions\.1\.comparison: “contain” is none of .*; is “contains” meant\?/,
	],
	['a key too many', of({ ...leaf, vlaue: 1 }), /at condition: Unrecognized key: "vlaue"/],
	[
		'an unknown unit',
		of({ ...seen, window: { last: 3, unit: 'day' } }),
		/condition\.window\.unit: “day” is none of minutes, /,
	],
	[
		'half a month',
		of({ ...seen, window: { last: 1.5, unit: 'months' } }),
		/condition\.window\.last: takes whole months/,
	],
	[
		'no time at all',
		of({ kind: 'frequency', name: 'Seen', halfLife: { last: 0.001, unit: 'minutes' }, atLeast: 1 }),
		/halfLife\.last: is less than a second/,
	],
	[
		'a century of centuries',
		of({ ...seen, window: { last: 10_000, unit: 'years' } }),
		/condition\.window\.last: is more than 1,200/,
	],
	[
		'a date that is none',
		of({ ...seen, window: { from: '2026-02-30' } }),
		/condition\.window\.from: needs an ISO date/,
	],
	['no text', of({ ...leaf, trait: 5 }), /condition\.trait: must be text/],
	['filters that are no list', of({ ...seen, where: { property: 'x' } }), /condition\.where: /],
	[
		'too many days',
		of({ kind: 'trait', trait: 'd', comparison: 'withinLastDays', value: 1e300 }),
		/condition\.value: needs a number of days from 0 to 100,000/,
	],
	['a time zone that is none', of(leaf, { timeZone: 'Mars/Base' }), /timeZone: must be a time zone/],
	['an empty group', of({ kind: 'any', conditions: [] }), /condition\.conditions: the group is empty/],
	[
		'a NUL in a value',
		of({ ...leaf, comparison: 'is', value: 'a\u0000b' }),
		/condition\.value: holds a character that is no text/,
	],
	[
		'half a character in a name',
		of({ ...leaf, trait: 'x\ud800' }),
		/condition\.trait: holds a character that is no text/,
	],
	['a NUL in a key', of({ ...leaf, 'a\u0000b': 1 }), /at condition: holds a character/],
	[
		'a very long text',
		of({ ...leaf, comparison: 'is', value: 'x'.repeat(10_001) }),
		/condition\.value: is longer than 10,000/,
	],
	[
		'a very long list',
		of({ ...leaf, comparison: 'isOneOf', value: Array(10_001).fill('v') }),
		/condition\.value: has more than 10,000 items/,
	],
	['a hundred thousand groups in each other', of(nested(100_000)), /condition\.conditions\.0.*…: is nested too deeply/],
	[
		'very many conditions',
		of({ kind: 'all', conditions: many(501) }),
		/condition\.conditions: there are more than 500/,
	],
	[
		'very many conditions in several groups',
		of({ kind: 'all', conditions: [1, 2].map(() => ({ kind: 'any', conditions: many(250) })) }),
		/there are more than 500 conditions/,
	],
];

describe('A wrong definition is refused with its place', () => {
	it.each(FAULTS)('%s', (_what, definition, message) => {
		expect(() => parseDefinition(definition)).toThrow(message);
	});

	it('and one that is only large is taken', () => {
		expect(parseDefinition(of(nested(90)))).toBeTruthy();
		expect(parseDefinition(of({ kind: 'any', conditions: many(500) }))).toBeTruthy();
	});
});
