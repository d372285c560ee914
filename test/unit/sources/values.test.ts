import { readDate } from '../../../sources/shared/dates';
import { readIdentifier } from '../../../sources/shared/identifierText';
import { columnMapper } from '../../../sources/shared/columns';
import { readBoolean, readCode, readNumber, typedValue } from '../../../sources/shared/values';
import { people } from '../../../sources/people';

describe('Dates', () => {
	const utc = (text: unknown, more = {}) => {
		const ms = readDate(text, { timezone: 'UTC', ...more });
		return ms === undefined ? undefined : new Date(ms).toISOString().slice(0, 16);
	};

	it.each([
		['2010-12-01 08:26:00', '2010-12-01T08:26'],
		['2010-12-01T08:26:00+02:00', '2010-12-01T06:26'],
		['2010-12-01', '2010-12-01T00:00'],
		['12/1/2010 8:26', '2010-12-01T08:26'],
		['13/1/2010', '2010-01-13T00:00'],
		['1.12.2010 8:26', '2010-12-01T08:26'],
		['2010/12/01', '2010-12-01T00:00'],
		['1.12.10', '2010-12-01T00:00'],
		['12/1/2010 8:26 PM', '2010-12-01T20:26'],
		['Wed, 01 Dec 2010 08:26:00 GMT', '2010-12-01T08:26'],
		['1291191960', '2010-12-01T08:26'],
		['1291191960000', '2010-12-01T08:26'],
		[1291191960000, '2010-12-01T08:26'],
	])('%s', (text, moment) => {
		expect(utc(text)).toBe(moment);
	});

	it.each(['', 'soon', '2010-02-30', '2010-13-01', '2010-12-01 25:00', '32.1.2010', {}, null, true])(
		'%j is none',
		(value) => {
			expect(utc(value)).toBeUndefined();
		},
	);

	it('are meant in the zone of the file, clock changes included', () => {
		expect(utc('2024-07-01 12:00:00', { timezone: 'Europe/Berlin' })).toBe('2024-07-01T10:00');
		expect(utc('2024-01-01 12:00:00', { timezone: 'Europe/Berlin' })).toBe('2024-01-01T11:00');
	});

	it('with slashes follow the region', () => {
		expect([
			utc('3/4/2024'),
			utc('3/4/2024', { defaultRegion: 'GB' }),
			utc('3/4/2024', { defaultRegion: 'US' }),
		]).toEqual(['2024-03-04T00:00', '2024-04-03T00:00', '2024-03-04T00:00']);
	});
});

describe('Cells', () => {
	it.each([
		['1,234.50', 1234.5],
		['1.234,50', 1234.5],
		['12,5', 12.5],
		['€ 9.99', 9.99],
		['-3', -3],
		['1e3', 1000],
		['.5', 0.5],
		[7, 7],
		['', undefined],
		['1,2,3', undefined],
		['abc', undefined],
		['0x10', undefined],
		[Infinity, undefined],
		[null, undefined],
	])('%j as a number is %j', (text, number) => {
		expect(readNumber(text)).toBe(number);
	});

	it('say yes or no in many words, or nothing', () => {
		expect(['Yes', 'opt-in', 1, true, 'granted'].map(readBoolean)).toEqual([true, true, true, true, true]);
		expect(['no', 'opt out', 0, false, 'withdrawn'].map(readBoolean)).toEqual([false, false, false, false, false]);
		expect(['maybe', '', null, 2, {}].map(readBoolean)).toEqual([
			undefined,
			undefined,
			undefined,
			undefined,
			undefined,
		]);
	});

	it.each([
		['age', '42', 42],
		['age', '042', '042'],
		['age', '-0', '-0'],
		['age', '1e5', '1e5'],
		['age', '4.20', 4.2],
		['zip', '12345', '12345'],
		['customer_id', '7', '7'],
		['big', '9007199254740993', '9007199254740993'],
		['flag', 'true', true],
		['word', 'truely', 'truely'],
		['list', [1], [1]],
	])('of %s: %j is kept as %j', (column, text, value) => {
		expect(typedValue(column, text)).toEqual(value);
	});

	it('of codes lose what a spreadsheet added', () => {
		expect(['17850.0', ' A-1 ', 17850, '1.50', null].map(readCode)).toEqual(['17850', 'A-1', '17850', '1.50', '']);
	});
});

describe('Identifiers', () => {
	it.each([
		['email:ann@example.com', { type: 'email', value: 'ann@example.com' }],
		['user_id:urn:x:1', { type: 'user_id', value: 'urn:x:1' }],
		['cookie:abc', { type: 'cookie', value: 'abc' }],
		['cookie:adx:abc', { type: 'cookie:adx', value: 'abc' }],
		['ann@example.com', undefined],
		[':x', undefined],
		['x:', undefined],
	])('%s', (text, identifier) => {
		expect(readIdentifier(text)).toEqual(identifier);
	});
});

describe('Columns', () => {
	it('are found under many names; the first that is not empty counts', () => {
		expect(
			columnMapper(people.fields)({ 'E-MAIL': '', 'Email Address': 'a@b.example', 'Given Name': 'Ann', other: 1 }),
		).toEqual({ email: 'a@b.example', first_name: 'Ann', other: 1 });
	});

	it('can be mapped by hand, field to column or column to field', () => {
		const record = { mail: 'private@b.example', 'Mail (work)': 'work@b.example' };
		expect(columnMapper(people.fields, { email: 'Mail (work)' })(record)).toEqual({
			email: 'work@b.example',
			mail: 'private@b.example',
		});
		expect(columnMapper(people.fields, { 'Mail (work)': 'email' })(record)).toEqual({
			email: 'work@b.example',
			mail: 'private@b.example',
		});
	});

	it('that a mapping names and the file lacks are told', () => {
		expect(() => columnMapper(people.fields, { email: 'Nope' })({ a: 1 })).toThrow(/Nope/);
	});
});
